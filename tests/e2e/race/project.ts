import { writeFile } from 'node:fs/promises';
import { notePipeline, writer, type Entry } from '../town/note.ts';

export const channel = 'race';

/** Where cards go, and who is known by which account. */
export interface Ground {
  places: Entry[];
  people: { id: string; name: string; account: Entry }[];
}

/** The console's owner starts the runs, and reads. */
const projectOf = ({ places, people }: Ground) => ({
  ...{ project: 'race', name: 'Race', control_mode: 'autonomous' },
  places: [...places, { surface: 'console', channel }],
  people: [
    { id: 'owner', name: 'Owner', may: 'everything', accounts: { console: 'local/owner' } },
    ...people.map(({ id, name, account }) => ({ id, name, may: 'everything', accounts: account })),
  ],
  roles: [writer],
  pipelines: [notePipeline('Which one')],
});

export const writeProject = (file: string, ground: Ground): Promise<void> =>
  writeFile(file, JSON.stringify(projectOf(ground)));

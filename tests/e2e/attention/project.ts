import { writeFile } from 'node:fs/promises';
import { notePipeline, writer } from '../town/note.ts';

export const people = ['ada', 'ben', 'cyd'] as const;
export type Name = (typeof people)[number];

export interface Told {
  /** Its id, and the name of its channel. */
  id: string;
  channel: string;
  accountOf: (name: Name) => string;
  /** Of its `reminders`. */
  after: readonly string[];
  interval: string;
  /** Two times of day, by UTC. */
  quiet: readonly [string, string] | null;
}

const projectOf = ({ id, channel, accountOf, after, interval, quiet }: Told) => ({
  ...{ project: id, name: `The ${id}`, control_mode: 'autonomous' },
  reminders: { after, interval, ...(quiet && { quiet: { from: quiet[0], to: quiet[1], time_zone: 'UTC' } }) },
  places: [{ surface: 'slack', channel }],
  people: [
    ...people.map((name) => ({ id: name, name, may: 'everything', accounts: { slack: accountOf(name) } })),
    { id: 'vera', name: 'Vera', may: ['view'], accounts: { console: 'local/vera' } },
  ],
  roles: [writer],
  pipelines: [notePipeline('Which one', { approvers: people })],
});

export const writeProject = (file: string, told: Told): Promise<void> =>
  writeFile(file, JSON.stringify(projectOf(told)));

import { writeFile } from 'node:fs/promises';
import { gated, notePipeline, writer, written, type Entry } from './note.ts';

/** Who is in the project. Mallory is in the channel, and in no file. */
const people = { ada: 'Ada', ben: 'Ben' } as const;

type Person = keyof typeof people;

export const personOf = (id: Person, account: Entry) => ({
  ...{ id, name: people[id], may: 'everything' },
  accounts: { console: `local/${id}`, ...account },
});

export interface Around {
  /** The channel on the platform. */
  place: Entry;
  /** On the platform. */
  accountOf: (name: Person) => Entry;
  /** The last stage leaves a line there for each time that it ran. */
  outward: string;
  /** The stage before it goes on until this file is there. */
  counted: string;
}

const letterPipeline = ({ outward, counted }: Pick<Around, 'outward' | 'counted'>) => ({
  ...{ id: 'letter', name: 'Write and send a letter', about: 'Drafts a letter, counts its words, and sends it.' },
  ...{ title: 'Letter to {whom}', brief: { label: 'What is it about?' } },
  parameters: [{ name: 'whom', label: 'To whom', kind: 'text', default: 'Harbour' }],
  stages: [
    written('draft', 'Draft the letter', { needs: ['brief'], makes: 'letter', ...gated() }),
    {
      ...{ id: 'count', name: 'Count the words', do: 'command', makes: 'count', repeatable: true },
      run: 'echo "counted page 1"; until [ -e "$COUNTED_FILE" ]; do sleep 0.05; done; echo "counted page 2"',
      environment: { COUNTED_FILE: counted },
    },
    {
      ...{ id: 'send', name: 'Send the letter', do: 'command', needs: ['letter'], makes: 'receipt' },
      run: 'echo sent >> "$OUTWARD_FILE"; echo sent',
      environment: { OUTWARD_FILE: outward },
      irreversible: true,
      gate: { when: 'before', human: 'always' },
    },
  ],
});

const partsPipeline = {
  ...{ id: 'parts', name: 'Write in parts', about: 'Eight parts, with a gate after each.' },
  brief: { label: 'What is it about?' },
  stages: Array.from({ length: 8 }, (_, n) => written(`part${n}`, `Part ${n + 1}`, gated())),
};

const chainPipeline = {
  ...{ id: 'chain', name: 'Write on and on', about: 'Forty drafts, with nothing between them.' },
  brief: { label: 'What is it about?' },
  stages: Array.from({ length: 40 }, (_, n) => written(`link${n}`, `Link ${n + 1}`)),
};

const projectOf = ({ place, accountOf, ...files }: Around) => ({
  ...{ project: 'letters', name: 'Letters', control_mode: 'autonomous' },
  places: [place, { surface: 'console', channel: 'letters' }],
  people: [personOf('ada', accountOf('ada')), personOf('ben', accountOf('ben'))],
  roles: [writer],
  pipelines: [letterPipeline(files), notePipeline('What is it about?'), partsPipeline, chainPipeline],
});

/** JSON is YAML. */
export const writeProject = (file: string, around: Around): Promise<void> =>
  writeFile(file, JSON.stringify(projectOf(around)));

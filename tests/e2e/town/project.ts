import { writeFile } from 'node:fs/promises';

/** Who is in the project. Mallory is in the channel, and in no file. */
const people = { ada: 'Ada', ben: 'Ben' } as const;

type Person = keyof typeof people;

export const personLine = (id: Person, account: string): string =>
  `  - { id: ${id}, name: ${people[id]}, may: everything, accounts: { console: local/${id}, ${account} } }`;

const gates = (count: number): string =>
  Array.from({ length: count }, (_, n) => {
    const gate = 'gate: { when: after, human: always }';
    return `      - { id: part${n}, name: Part ${n + 1}, do: write, role: writer, makes: part${n}, brief: Part., ${gate} }`;
  }).join('\n');

const chain = (count: number): string =>
  Array.from(
    { length: count },
    (_, n) => `      - { id: link${n}, name: Link ${n + 1}, do: write, role: writer, makes: link${n}, brief: Link. }`,
  ).join('\n');

export interface Around {
  /** Of the channel on the platform: `surface: slack, channel: C1`. */
  place: string;
  /** On the platform: `slack: T1/U1`. */
  accountOf: (name: Person) => string;
  /** The last stage leaves a line there for each time that it ran. */
  outward: string;
  /** The stage before it goes on until this file is there. */
  counted: string;
}

const yaml = ({ place, accountOf, outward, counted }: Around): string => `
project: letters
name: Letters
control_mode: autonomous
places:
  - { ${place} }
  - { surface: console, channel: letters }
people:
${personLine('ada', accountOf('ada'))}
${personLine('ben', accountOf('ben'))}
roles:
  - { handle: writer, name: Writer, emoji: ✍️, domain: [letters], instructions: Write. }
pipelines:
  - id: letter
    name: Write and send a letter
    about: Drafts a letter, counts its words, and sends it.
    title: Letter to {whom}
    brief: { label: What is it about? }
    parameters:
      - { name: whom, label: To whom, kind: text, default: Harbour }
    stages:
      - id: draft
        name: Draft the letter
        do: write
        role: writer
        needs: [brief]
        makes: letter
        brief: Stage draft.
        gate: { when: after, human: always }
      - id: count
        name: Count the words
        do: command
        run: echo "counted page 1"; until [ -e "$COUNTED_FILE" ]; do sleep 0.05; done; echo "counted page 2"
        environment: { COUNTED_FILE: ${JSON.stringify(counted)} }
        makes: count
        repeatable: true
      - id: send
        name: Send the letter
        do: command
        run: echo sent >> "$OUTWARD_FILE"; echo sent
        environment: { OUTWARD_FILE: ${JSON.stringify(outward)} }
        needs: [letter]
        makes: receipt
        irreversible: true
        gate: { when: before, human: always }
  - id: note
    name: Write a note
    about: Drafts one note.
    brief: { label: What is it about? }
    stages:
      - id: note
        name: Draft the note
        do: write
        role: writer
        needs: [brief]
        makes: note
        brief: Stage note.
        gate: { when: after, human: always }
  - id: parts
    name: Write in parts
    about: Eight parts, with a gate after each.
    brief: { label: What is it about? }
    stages:
${gates(8)}
  - id: chain
    name: Write on and on
    about: Forty drafts, with nothing between them.
    brief: { label: What is it about? }
    stages:
${chain(40)}
`;

export const writeProject = (file: string, around: Around): Promise<void> => writeFile(file, yaml(around));

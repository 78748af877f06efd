import { writeFile } from 'node:fs/promises';

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

const quietHours = ([from, to]: readonly [string, string]): string =>
  `, quiet: { from: "${from}", to: "${to}", time_zone: UTC }`;

const yaml = ({ id, channel, accountOf, after, interval, quiet }: Told): string => `
project: ${id}
name: The ${id}
control_mode: autonomous
reminders: { after: [${after.join(', ')}], interval: ${interval}${quiet ? quietHours(quiet) : ''} }
places:
  - { surface: slack, channel: ${channel} }
people:
${people.map((name) => `  - { id: ${name}, name: ${name}, may: everything, accounts: { slack: ${accountOf(name)} } }`).join('\n')}
  - { id: vera, name: Vera, may: [view], accounts: { console: local/vera } }
roles:
  - { handle: writer, name: Writer, emoji: W, domain: [notes], instructions: Write. }
pipelines:
  - id: note
    name: Write a note
    about: Drafts one note.
    brief: { label: Which one }
    stages:
      - id: note
        name: Draft the note
        do: write
        role: writer
        needs: [brief]
        makes: note
        brief: Stage note.
        gate: { when: after, human: always, approvers: [ada, ben, cyd] }
`;

export const writeProject = (file: string, told: Told): Promise<void> => writeFile(file, yaml(told));

import { writeFile } from 'node:fs/promises';

export const channel = 'race';

/** Where cards go, and who is known by which account. */
export interface Ground {
  places: string[];
  people: { id: string; name: string; account: string }[];
}

/** The console's owner starts the runs, and reads. */
const yaml = ({ places, people }: Ground): string => `
project: race
name: Race
control_mode: autonomous
places:
${places.map((place) => `  - { ${place} }`).join('\n')}
  - { surface: console, channel: ${channel} }
people:
  - { id: owner, name: Owner, may: everything, accounts: { console: local/owner } }
${people.map(({ id, name, account }) => `  - { id: ${id}, name: ${name}, may: everything, accounts: { ${account} } }`).join('\n')}
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
        gate: { when: after, human: always }
`;

export const writeProject = (file: string, ground: Ground): Promise<void> => writeFile(file, yaml(ground));

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What the outward command did, line by line: the world outside, which no transaction reaches. */
export interface Outward {
  run: string;
  attempt: string;
  what: 'begin' | 'end';
}

export interface KillProject {
  file: string;
  outward: () => Promise<Outward[]>;
}

/**
 * Appends are atomic: `>>` opens with O_APPEND, and a line is one write. The careless one, which is killed in the middle for
 * certain, leaves time for that on a starved machine too.
 */
const deliver = (careless: boolean): string =>
  `printf "%s %s begin\\n" "$WHEEL_RUN" "$WHEEL_ATTEMPT" >> "$OUTWARD_FILE"; sleep ${careless ? 4 : 0.4}; ` +
  'printf "%s %s end\\n" "$WHEEL_RUN" "$WHEEL_ATTEMPT" >> "$OUTWARD_FILE"; echo delivered';

interface OutwardStage {
  file: string;
  /** Declared repeatable, which it is not. */
  careless: boolean;
}

const deliverStage = ({ file, careless }: OutwardStage, needs: string): string => `\
      - id: deliver
        name: Deliver
        do: command
        run: ${JSON.stringify(deliver(careless))}
        environment: { OUTWARD_FILE: ${JSON.stringify(file)} }
        needs: [${needs}]
        makes: receipt
        ${careless ? 'repeatable: true' : 'irreversible: true'}
        gate: { when: before, human: always }`;

const yaml = (stage: OutwardStage): string => `
project: kill
name: Killed at any line
control_mode: autonomous
places:
  - { surface: console, channel: kill }
people:
  - { id: owner, name: Owner, may: everything, accounts: { console: local/owner } }
roles:
  - { handle: writer, name: Writer, emoji: W, domain: [letters], instructions: Write. }
pipelines:
  - id: flow
    name: Flow
    about: A model, a harmless command, a model, an outward command and a model, with gates between them.
    brief: { label: Which one }
    stages:
      - id: draft
        name: Draft
        do: write
        role: writer
        needs: [brief]
        makes: letter
        brief: Stage draft.
        gate: { when: after, human: always }
      - id: gather
        name: Gather
        do: command
        run: sleep 0.1; echo gathered
        makes: facts
        repeatable: true
      - id: revise
        name: Revise
        do: write
        role: writer
        needs: [letter, facts]
        makes: final
        brief: Stage revise.
${deliverStage(stage, 'final')}
      - id: report
        name: Report
        do: write
        role: writer
        needs: [receipt]
        makes: report
        brief: Stage report.
  - id: errand
    name: Errand
    about: The outward command alone.
    brief: { label: Which one }
    stages:
${deliverStage(stage, '')}
`;

export async function writeProject(folder: string, careless = false): Promise<KillProject> {
  await mkdir(folder, { recursive: true });
  const outwardFile = path.join(folder, 'outward.log');
  const file = path.join(folder, 'project.yaml');
  await writeFile(outwardFile, '');
  await writeFile(file, yaml({ file: outwardFile, careless }));
  return { file, outward: async () => readOutward(await readFile(outwardFile, 'utf8')) };
}

const readOutward = (text: string): Outward[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [run = '', attempt = '', what] = line.split(' ');
      if (what !== 'begin' && what !== 'end') throw new Error(`The outward file has a torn line: ${line}`);
      return { run, attempt, what };
    });

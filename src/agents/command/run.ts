import { tmpdir } from 'node:os';
import type { Assignment, Boundary } from '../../core/stage/executor.ts';
import { OutputDecoder } from './decode.ts';
import { commandEnvironment, pathOf, type Machine } from './environment.ts';
import { makeFolder, type CommandFolder } from './folder.ts';
import { KeptOutput } from './kept-output.ts';
import { LiveOutput } from './live-output.ts';
import { runSupervised, type Ending } from './supervised.ts';

export interface Command {
  /** A string goes to `sh -c`; a list is run as it stands. */
  run: string | string[];
  /** Absolute. */
  directory: string;
  /** What is declared beside what every command gets. */
  environment: Record<string, string>;
  /** Characters kept of each end of the output; without it, as many as an artifact may have. */
  keptEnds?: number;
}

/** Runs one command until it is over or the signal aborts, in a temporary folder of its own, with the stage's inputs as files. */
export async function runCommand(
  machine: Machine,
  command: Command,
  assignment: Assignment,
  at: Pick<Boundary, 'signal' | 'heldFor' | 'output'>,
): Promise<{ ending: Ending; output: KeptOutput }> {
  const folder = await makeFolder(machine.host.TMPDIR ?? tmpdir(), assignment.inputs);
  const output = collect(at, command.keptEnds);
  try {
    const order = {
      argv: typeof command.run === 'string' ? ['/bin/sh', '-c', command.run] : command.run,
      directory: command.directory,
      environment: commandEnvironment(machine, command.environment, assignment, folder.inputs),
      folder: folder.root,
      mark: markOf(folder),
    };
    const ending = await runSupervised(order, pathOf(machine.host), at, output.write);
    return { ending, output: output.end() };
  } finally {
    await folder.remove();
  }
}

/** In the environment of this command and of all that it starts, and of nothing else. */
const markOf = (folder: CommandFolder): string => `WHEEL_INPUTS=${folder.inputs}`;

function collect(
  at: Pick<Boundary, 'output'>,
  keptEnds: number | undefined,
): { write: (chunk: Uint8Array) => void; end: () => KeptOutput } {
  const decoder = new OutputDecoder();
  const kept = new KeptOutput(keptEnds);
  // An agent runs many: what it does not read itself, nobody needs to see live.
  const live = new LiveOutput((text) => at.output(text), keptEnds && 2 * keptEnds);
  const add = (text: string): void => {
    kept.add(text);
    if (text !== '') live.add(text);
  };
  const end = (): KeptOutput => {
    add(decoder.end());
    live.end();
    return kept;
  };
  return { write: (chunk) => add(decoder.write(chunk)), end };
}

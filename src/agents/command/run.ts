import { tmpdir } from 'node:os';
import type { Assignment, Boundary } from '../../core/stage/executor.ts';
import { OutputDecoder } from './decode.ts';
import { commandEnvironment, pathOf, type Machine } from './environment.ts';
import { makeFolder, type CommandFolder } from './folder.ts';
import { KeptOutput } from './kept-output.ts';
import { LiveOutput } from './live-output.ts';
import { runSupervised, type Ending } from './supervised.ts';

export interface Command {
  /** A string is run by `sh -c`; a list is run directly, without a shell. */
  run: string | string[];
  /** An absolute path. */
  directory: string;
  /** The declared variables, which are added to those that every command has. */
  environment: Record<string, string>;
  /** How many characters are kept of each end of the output; without it, as many as an artifact may have. */
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

/** A variable that only this command and the processes that it starts have. */
const markOf = (folder: CommandFolder): string => `WHEEL_INPUTS=${folder.inputs}`;

function collect(
  at: Pick<Boundary, 'output'>,
  keptEnds: number | undefined,
): { write: (chunk: Uint8Array) => void; end: () => KeptOutput } {
  const decoder = new OutputDecoder();
  const kept = new KeptOutput(keptEnds);
  // An agent runs many commands: people need not see live what the agent itself does not read.
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

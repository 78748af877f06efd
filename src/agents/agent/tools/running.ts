import { howItEnded } from '../../command/explain.ts';
import type { Machine } from '../../command/environment.ts';
import { runCommand } from '../../command/run.ts';
import { inWords, timeLimit } from '../../time-limit.ts';
import type { AgentStage } from '../../../core/project/definition.ts';
import type { Assignment } from '../../../core/stage/executor.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { longestResult } from './fit.ts';
import type { At } from './tool.ts';

/** Seconds, where the project does not say: a server that was started by mistake must not take all of the stage's time. */
const longestCommand = 600;

/** Seconds for one command; no longer than its stage. */
export const limitOf = (declared: { time_limit?: number | undefined }, stage: Pick<AgentStage, 'time_limit'>): number =>
  Math.min(declared.time_limit ?? longestCommand, stage.time_limit);

/** What commands of an agent run in. */
export interface Ground {
  machine: Machine;
  workspace: Workspace;
  assignment: Assignment & { stage: AgentStage };
}

/** Runs one command line, and tells how it ended and what it printed. */
export async function runLine(ground: Ground, run: string | string[], seconds: number, at: At): Promise<string> {
  const limit = timeLimit(seconds, at.signal);
  const { environment } = ground.assignment.stage;
  const command = { run, directory: ground.workspace.real, environment, keptEnds: longestResult / 2 };
  try {
    const bound = { signal: limit.signal, heldFor: at.heldFor, output: (text: string) => at.output(text) };
    const { ending, output } = await runCommand(ground.machine, command, ground.assignment, bound);
    at.signal.throwIfAborted();
    const how = howItEnded(ending, `its time limit of ${inWords(seconds)}`);
    if (ending.kind === 'lost') throw new Error(`A command ${how}`);
    const text = output.text().trimEnd();
    return text === '' ? `It ${how} It printed nothing.` : `It ${how} It printed:\n\n${text}`;
  } finally {
    limit.dispose();
  }
}

import { howItEnded } from '../../command/explain.ts';
import type { Machine } from '../../command/environment.ts';
import { runCommand } from '../../command/run.ts';
import { inWords, timeLimit } from '../../time-limit.ts';
import type { AgentStage } from '../../../core/project/stage.ts';
import type { Assignment } from '../../../core/stage/executor.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { longestResult } from './fit.ts';
import type { At } from './tool.ts';

/** Seconds, if the project file says nothing: a server that was started by mistake must not use up the stage's time. */
const longestCommand = 600;

/** How many seconds a command may take; no more than its stage. */
export const limitOf = (declared: { time_limit?: number | undefined }, stage: Pick<AgentStage, 'time_limit'>): number =>
  Math.min(declared.time_limit ?? longestCommand, stage.time_limit);

/** Where an agent's tools work. */
export interface ToolSetting {
  machine: Machine;
  workspace: Workspace;
  assignment: Assignment & { stage: AgentStage };
}

/** Runs one command line, and tells how it ended and what it printed. */
export async function runLine(setting: ToolSetting, run: string | string[], seconds: number, at: At): Promise<string> {
  const limit = timeLimit(seconds, at.signal);
  const { environment } = setting.assignment.stage;
  const command = { run, directory: setting.workspace.real, environment, keptEnds: longestResult / 2 };
  try {
    const bound = { signal: limit.signal, heldFor: at.heldFor, output: (text: string) => at.output(text) };
    const { ending, output } = await runCommand(setting.machine, command, setting.assignment, bound);
    at.signal.throwIfAborted();
    const how = howItEnded(ending, `its time limit of ${inWords(seconds)}`);
    if (ending.kind === 'lost') throw new Error(`A command ${how}`);
    const text = output.text().trimEnd();
    return text === '' ? `It ${how} It printed nothing.` : `It ${how} It printed:\n\n${text}`;
  } finally {
    limit.dispose();
  }
}

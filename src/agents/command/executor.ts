import type { CommandStage } from '../../core/project/stage.ts';
import { noCost } from '../../core/run/run.ts';
import type { Assignment, Boundary, Executor, StageResult } from '../../core/stage/executor.ts';
import { failed } from '../failed.ts';
import { timeLimit, type TimeLimit } from '../time-limit.ts';
import { findDirectory } from '../workspace.ts';
import type { Machine } from './environment.ts';
import { explainEnding } from './explain.ts';
import type { KeptOutput } from './kept-output.ts';
import { runCommand } from './run.ts';
import type { Ending } from './supervised.ts';

/** Runs a stage's declared command; its whole output is the artifact. One command is one step. */
export function commandExecutor(machine: Machine): Executor {
  return {
    kind: 'command',
    async execute(assignment, boundary) {
      const { stage } = assignment;
      if (stage.do !== 'command') throw new Error(`bug: stage "${stage.id}" is a ${stage.do} stage, not a command`);
      const found = await findDirectory({ ...assignment, stage }, machine.workspaces);
      if ('problem' in found) return failed(found.problem);
      if (boundary.signal.aborted) return { kind: 'aborted', cost: noCost };
      const begun = await boundary.begin({ estimate: noCost });
      if (!begun.go) return { kind: 'stopped', continuation: null, cost: noCost };
      return runStage(machine, found.directory, assignment, boundary);
    },
  };
}

async function runStage(
  machine: Machine,
  directory: string,
  assignment: Assignment,
  boundary: Boundary,
): Promise<StageResult> {
  const stage = assignment.stage as CommandStage;
  const limit = timeLimit(stage.time_limit, boundary.signal);
  const { run, environment } = stage;
  const { heldFor } = boundary;
  const at = { signal: limit.signal, heldFor, output: (text: string) => boundary.output(text) };
  try {
    const { ending, output } = await runCommand(machine, { run, directory, environment }, assignment, at);
    return resultOf(ending, stage, output, limit);
  } finally {
    limit.dispose();
  }
}

/** Whether it is known what the command did. One that a signal ended, or that was lost, may have done all or half of its work. */
const isCertain = (ending: Ending): boolean =>
  ending.kind === 'not_started' || (ending.kind === 'exited' && ending.code !== null);

function resultOf(ending: Ending, stage: CommandStage, output: KeptOutput, limit: TimeLimit): StageResult {
  if (ending.kind === 'exited' && ending.code === 0) {
    return { kind: 'done', output: { text: output.text(), rehearsal: false, remark: null }, cost: noCost };
  }
  if (limit.signal.aborted && !limit.reached()) return { kind: 'aborted', cost: noCost };
  return failed(explainEnding(ending, stage, output), {
    reason: limit.reached() ? 'time_limit' : 'stage_failed',
    certain: isCertain(ending),
  });
}

import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CommandStage } from '../../core/project/definition.ts';
import { noCost } from '../../core/run/run.ts';
import type { Assignment, Boundary, Executor, Failed, StageResult } from '../../core/stage/executor.ts';
import { timeLimit, type TimeLimit } from '../time-limit.ts';
import { OutputDecoder } from './decode.ts';
import { commandEnvironment, pathOf, type HostEnvironment } from './environment.ts';
import { explainEnding } from './explain.ts';
import { makeFolder, type CommandFolder } from './folder.ts';
import { KeptOutput } from './kept-output.ts';
import { LiveOutput } from './live-output.ts';
import { runSupervised, type Ending } from './supervised.ts';

const failed = (error: string, how: Partial<Pick<Failed, 'reason' | 'certain'>> = {}): Failed => ({
  kind: 'failed',
  error,
  reason: 'stage_failed',
  passing: false,
  certain: true,
  ...how,
  cost: noCost,
});

/** Runs a stage's declared command; its whole output is the artifact. One command is one step. */
export function commandExecutor(host: HostEnvironment): Executor {
  return {
    kind: 'command',
    async execute(assignment, boundary) {
      const { stage, definition } = assignment;
      if (stage.do !== 'command') throw new Error(`bug: stage "${stage.id}" is a ${stage.do} stage, not a command`);
      const directory = path.resolve(definition.folder, stage.directory);
      const problem = await directoryProblem(directory, stage);
      if (problem !== null) return failed(problem);
      if (boundary.signal.aborted) return { kind: 'aborted', cost: noCost };
      const begun = await boundary.begin(noCost);
      if (!begun.go) return { kind: 'stopped', continuation: null, cost: noCost };
      return runStage(host, directory, assignment, boundary);
    },
  };
}

async function directoryProblem(directory: string, stage: CommandStage): Promise<string | null> {
  const found = await stat(directory).catch(() => null);
  if (found?.isDirectory()) return null;
  const problem = found === null ? 'does not exist' : 'is not a folder';
  return `The directory of stage "${stage.id}" ${problem}: ${directory}. Create it, or correct \`directory\` in the project file; it starts at that file's folder.`;
}

async function runStage(
  host: HostEnvironment,
  directory: string,
  assignment: Assignment,
  boundary: Boundary,
): Promise<StageResult> {
  const stage = assignment.stage as CommandStage;
  const limit = timeLimit(stage.time_limit, boundary.signal);
  const folder = await makeFolder(host.TMPDIR ?? tmpdir(), assignment.inputs);
  const output = collect(boundary);
  try {
    const order = {
      argv: typeof stage.run === 'string' ? ['/bin/sh', '-c', stage.run] : stage.run,
      directory,
      environment: commandEnvironment(host, stage, assignment, folder.inputs),
      folder: folder.root,
      mark: markOf(folder),
    };
    const leash = { signal: limit.signal, heldFor: boundary.heldFor };
    const ending = await runSupervised(order, pathOf(host), leash, output.write);
    return resultOf(ending, stage, output.end(), limit);
  } finally {
    limit.dispose();
    await folder.remove();
  }
}

/** In the environment of this command and of all that it starts, and of nothing else. */
const markOf = (folder: CommandFolder): string => `WHEEL_INPUTS=${folder.inputs}`;

function collect(boundary: Boundary): { write: (chunk: Uint8Array) => void; end: () => KeptOutput } {
  const decoder = new OutputDecoder();
  const kept = new KeptOutput();
  const live = new LiveOutput((text) => boundary.output(text));
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

/** What a signal ended, or what was lost from sight, may have done its work by then, or half of it. */
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

import { isRefusal, type Refusal } from '../core/refusal.ts';
import { steer, type Steering } from './change.ts';
import { attemptedOn, record } from './reply.ts';
import type { Commanded, RunCommand } from '../core/desk.ts';
import type { Run } from '../core/run/run.ts';
import type { DeskCall } from './desk.ts';

export async function commandOrder(call: DeskCall, runId: string, order: RunCommand): Promise<Commanded | Refusal> {
  const run = await findRun(call, runId);
  if (!run) return { refused: 'not_found', what: 'run', id: runId };
  const outcome = await steer(call, runId, call.desk.actor, order satisfies Steering);
  if (!isRefusal(outcome)) return { run: outcome.state.run, isRepeat: false };
  if (outcome.refused === 'repeated') return { run: (await findRun(call, runId)) ?? run, isRepeat: true };
  await record(call, outcome, attemptedOn(run, order.kind, call.desk.actor));
  return outcome;
}

/** What is another project's is not there. */
async function findRun({ ports, desk }: DeskCall, runId: string): Promise<Run | null> {
  const run = (await ports.views.run(runId))?.state.run;
  return run?.projectId === desk.projectId ? run : null;
}

import { pauseButton } from '../core/cards/private.ts';
import { receipts } from '../core/cards/words/receipt.ts';
import { allows } from '../core/run/status.ts';
import { told, toldWith } from './reply.ts';
import { identify } from './visitor.ts';
import type { Reply } from '../core/intent.ts';
import type { Message } from '../core/steering/message.ts';
import type { Call } from './ports.ts';

/**
 * One message has no second effect. The reply says so and offers Pause, for people who wanted the run to stop. Null if the words can still be
 * said: they never were, or a rollback or the run's end dropped them unread.
 */
export async function saidAlready(call: Call, before: readonly Message[]): Promise<Reply | null> {
  const newest = before.at(-1);
  if (!newest || newest.status === 'withdrawn' || newest.status === 'rejected') return null;
  const run = (await call.ports.views.run(newest.runId))?.state.run;
  const actor = run && (await identify(call, run.projectId));
  if (!run || !actor || !allows(run.status, 'pause')) return told(receipts.saidAlready());
  return toldWith(actor, receipts.saidAlready(), [pauseButton(run)]);
}

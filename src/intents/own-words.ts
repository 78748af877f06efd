import { pauseButton, resumeButton } from '../core/cards/private.ts';
import { changedReceipts, destinationWords } from '../core/cards/words/receipt.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { allows } from '../core/run/status.ts';
import { destinationOf, saidIn } from '../core/steering/destination.ts';
import { change, type Order } from './change.ts';
import { attemptedOn, refuse, told, toldWith } from './reply.ts';
import { finished, modelsRead } from './say.ts';
import { saidBefore } from './source.ts';
import { identify } from './visitor.ts';
import type { Intent, Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { Decision } from '../core/run/state.ts';
import type { Run } from '../core/run/run.ts';
import type { Message } from '../core/steering/message.ts';
import type { Call } from './ports.ts';

type OwnWords = Extract<Intent, { kind: 'edited' | 'deleted' }>;

/** How often it starts again because the words were delivered, or changed once more, after they were read and before the run was locked. */
const mostLooks = 3;
const nothing: Reply = { kind: 'nothing' };

/** A person edited or deleted their own message. That only matters if a run was given it, in their name. */
export async function ownWords(call: Call, intent: OwnWords): Promise<Reply> {
  let outcome: Outcome | null = null;
  for (let look = 0; look < mostLooks; look += 1) {
    outcome = await follow(call, intent);
    if (!outcome || !isRefusal(outcome.decision) || outcome.decision.refused !== 'contended') break;
  }
  return outcome ? replyTo(call, outcome) : nothing;
}

interface Outcome {
  actor: PersonActor;
  run: Run;
  /** Whether the run has read any of its versions. */
  wasRead: boolean;
  order: 'reword' | 'take_back';
  decision: Decision | Refusal;
}

async function follow(call: Call, intent: OwnWords): Promise<Outcome | null> {
  const [first] = await saidBefore(call, intent.message);
  const run = first && (await call.ports.views.run(first.runId))?.state.run;
  const actor = run && (await identify(call, run.projectId));
  // Read after the run, whose version the change is checked against: so it can be newer than the run, but never older.
  const chain = await saidBefore(call, intent.message);
  if (!run || chain.length === 0 || actor?.personId !== first.author) return null;
  const order = { ...(await orderOf(call, run, { intent, chain })), asOf: run.version };
  const wasRead = chain.some(({ status }) => status === 'delivered');
  return { actor, run, wasRead, order: order.kind, decision: await change(call, run.id, actor, order) };
}

/** Words that were edited down to nothing were taken back by their author, since nobody else can edit them. Deleted words may have been deleted by others. */
async function orderOf(
  call: Call,
  run: Run,
  { intent, chain }: { intent: OwnWords; chain: Message[] },
): Promise<Extract<Order, { kind: Outcome['order'] }>> {
  if (intent.kind === 'deleted') return { kind: 'take_back', chain, by: 'unknown' };
  if (intent.text.trim() === '') return { kind: 'take_back', chain, by: 'author' };
  return { kind: 'reword', chain, text: intent.text, policy: null, models: await modelsRead(call, run) };
}

/** The words that had paused the run are gone, but the pause stays. */
const isKept = (before: Run, now: Run): boolean => before.hold?.reason === 'message' && now.hold?.reason === 'person';

function staysOrGoes(before: Run, now: Run): 'stays' | 'goes on' | null {
  if (isKept(before, now)) return 'stays';
  return before.hold !== null && now.hold === null ? 'goes on' : null;
}

function whatItDoes({ status, hold }: Run): 'held' | 'blocked' | 'goesOn' {
  if (status === 'blocked') return 'blocked';
  return hold ? 'held' : 'goesOn';
}

async function replyTo(call: Call, { actor, run, wasRead, order, decision }: Outcome): Promise<Reply> {
  if (isRefusal(decision)) {
    // The same event, delivered again.
    if (decision.refused === 'repeated') return nothing;
    if (decision.refused === 'run_over') return finished(call, decision, run, actor);
    return refuse(call, decision, attemptedOn(run, 'message', actor));
  }
  const now = decision.state.run;
  // The copies in other places show the change; the run itself is not concerned any more.
  if (decision.entries.length === 0 || !allows(now.status, 'message')) return nothing;
  if (order === 'reword') {
    const said = saidIn(decision);
    const went = said && destinationOf(decision.state, said);
    if (went?.to === 'nobody') return told(destinationWords(went, decision.state.definition));
    const text = changedReceipts.reworded({ wasRead, isRead: went?.to !== 'no_stage', now: whatItDoes(now) });
    return now.hold?.reason === 'message' ? toldWith(actor, text, [resumeButton(now)]) : told(text);
  }
  const text = changedReceipts.takenBack(wasRead, staysOrGoes(run, now));
  if (isKept(run, now)) return toldWith(actor, text, [resumeButton(now)]);
  return allows(now.status, 'pause') ? toldWith(actor, text, [pauseButton(now)]) : told(text);
}

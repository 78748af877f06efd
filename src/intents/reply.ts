import { explain } from '../core/cards/explain.ts';
import { forOnly } from '../core/cards/token.ts';
import { onlyFor } from '../core/cards/private.ts';
import { notNow } from '../core/cards/words/control.ts';
import { refusalId } from './ids.ts';
import { strangerOf } from './visitor.ts';
import type { Button, Text } from '../core/cards/card.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor, Requester } from '../core/people/actor.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Run } from '../core/run/run.ts';
import type { Call } from './ports.ts';

export const told = (text: Text): Reply => ({ kind: 'told', text });

/** A passing reply: the card shows what was done, too. */
export const done = (text: Text): Reply => ({ kind: 'told', text, passing: true });

export const toldWith = (actor: PersonActor, text: Text, buttons: Button[]): Reply => ({
  kind: 'told',
  text,
  buttons: onlyFor(buttons, actor.personId),
});

/** Asks for confirmation, on surfaces without a dialog of their own for that. */
export function confirmFor(actor: PersonActor, button: Button): Extract<Reply, { kind: 'confirm' }> {
  const confirm = button.confirm ?? { title: button.label, text: button.hint, yes: button.label, no: notNow };
  return { kind: 'confirm', token: forOnly(actor.personId, button.token), ...confirm };
}

export interface Attempted {
  projectId: string;
  runId: string | null;
  verb: string;
  /** Null for a stranger. */
  actor: Requester | null;
  /** Ids of what it was about, such as an Ask. */
  subject?: Record<string, string>;
}

export const attemptedOn = (run: Run, verb: string, actor: Requester | null, subject = {}): Attempted => ({
  projectId: run.projectId,
  runId: run.id,
  verb,
  actor,
  subject,
});

/** Tells the visitor why not, and records the refusal in the ledger (P6). */
export async function refuse(call: Call, refused: Refusal, attempted: Attempted): Promise<Reply> {
  const refusal = await precisely(call, refused, attempted.projectId);
  await record(call, refusal, attempted);
  const text = explain(refusal, call.visit.at);
  return isRepeat(refusal) ? done(text) : refusedWith(text, refusal.refused);
}

/** A more precise refusal where there is one: a guest, another team's member, or somebody whose groups could not be read. */
export async function precisely({ ports, visit }: Call, refusal: Refusal, projectId: string): Promise<Refusal> {
  if (refusal.refused !== 'stranger' && refusal.refused !== 'not_permitted') return refusal;
  const why = await ports.people.whyNot(projectId, visit.account);
  return why ? { refused: why } : refusal;
}

/** What was asked for has been done before. */
const isRepeat = ({ refused }: Refusal): boolean => refused === 'repeated' || refused === 'said_already';

export const refusedWith = (text: Text, code: string): Reply => ({ kind: 'refused', text, code });

/**
 * Records a refusal in the ledger. Not recorded are repeats, lost races of our own, and answers that came too late, be it by a moment or because
 * the form was open during a restart (R10, R11): there, nobody was denied anything, and the ledger says who was faster.
 */
export async function record(call: Call, refusal: Refusal, attempted: Attempted): Promise<void> {
  if (isRepeat(refusal) || refusal.refused === 'contended' || refusal.refused === 'ask_settled') return;
  const { projectId, runId, verb, actor, subject = {} } = attempted;
  const { delivery, account } = call.visit;
  const by = { surface: account.surface, team: account.team, user: account.user };
  const { refused } = refusal;
  await call.ports.refusals.record({
    id: refusalId({ delivery, by, projectId, runId, verb, subject, refused }),
    projectId,
    runId,
    kind: 'command.refused',
    actor: actor ?? strangerOf(call),
    at: call.visit.at,
    subject,
    payload: { verb, refused },
    status: null,
  });
}

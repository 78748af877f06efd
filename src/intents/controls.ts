import { messageForm, modeForm, resumeForm, rollbackForm } from '../core/cards/forms/control-forms.ts';
import { controlButton } from '../core/cards/run-card.ts';
import { resumeButton } from '../core/cards/private.ts';
import { receipts } from '../core/cards/words/receipt.ts';
import { runBadges } from '../core/cards/words/run.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { notNow } from '../core/run/hold.ts';
import { allows } from '../core/run/status.ts';
import { cantControl } from '../core/people/entitlement.ts';
import { change, type Order } from './change.ts';
import { shown } from './forms.ts';
import { finished } from './say.ts';
import { attemptedOn, confirmFor, done, refuse, told, toldWith } from './reply.ts';
import { lacks } from './visitor.ts';
import type { Text } from '../core/cards/card.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { Permission } from '../core/project/definition.ts';
import type { Run } from '../core/run/run.ts';
import type { RunState } from '../core/run/state.ts';
import type { Call } from './ports.ts';

/** How the run was paused. What was typed gets an answer with a Resume button; after a button, the card itself shows both. */
export type Pausing = { by: 'button' } | { by: 'command' } | { by: 'stop word'; text: Text };

/** Pauses at once, by words or from any card, however old: stopping is fail-safe. */
export async function pauseNow(call: Call, actor: PersonActor, run: Run, pausing: Pausing): Promise<Reply> {
  const byWord = pausing.by === 'stop word';
  const outcome = await change(call, run.id, actor, { kind: 'pause', why: null, byWord });
  if (isRefusal(outcome)) {
    return byWord && outcome.refused === 'not_now'
      ? told(receipts.stoppedAlready(runBadges[outcome.status].word))
      : refuse(call, outcome, attemptedOn(run, 'pause', actor));
  }
  const { state } = outcome;
  const finishing = state.attempts.some((attempt) => attempt.status === 'running' && attempt.openStep !== null);
  const text = finishing ? receipts.pausedFinishing() : receipts.paused();
  return pausing.by === 'button'
    ? done(text)
    : toldWith(actor, pausing.by === 'stop word' ? pausing.text : text, [resumeButton(state.run)]);
}

/** Carries out a command. Resume, cancel and rollback carry the epoch for which their button or form was drawn. */
export async function command(
  call: Call,
  actor: PersonActor,
  run: Run,
  order: Extract<Order, { kind: 'resume' | 'cancel' | 'rollback' | 'change_mode' | 'revoke_grant' }>,
): Promise<Reply> {
  const outcome = await change(call, run.id, actor, order);
  if (isRefusal(outcome)) return refuse(call, outcome, attemptedOn(run, order.kind, actor));
  switch (order.kind) {
    case 'resume':
      return done(resumedInto(outcome.state));
    case 'cancel':
      return done(receipts.cancelled());
    case 'rollback':
      return done(receipts.rolledBack(order.checkpoint));
    case 'change_mode':
      return done(receipts.modeChanged(order.mode));
    case 'revoke_grant':
      return done(receipts.revoked());
  }
}

function resumedInto({ run }: RunState): Text {
  if (run.status === 'awaiting' || run.status === 'blocked') return receipts.resumedAwaiting();
  return run.endedAt === null ? receipts.resumedQueued() : receipts.resumedOver();
}

export type Leading = 'resume' | 'cancel' | 'rollback' | 'message' | 'mode';

const needs: Record<Leading, Permission> = {
  resume: 'operate',
  cancel: 'operate',
  rollback: 'operate',
  message: 'message',
  mode: 'configure',
};

interface Led {
  verb: Leading;
  /** The epoch for which its button was drawn. Null if the verb was typed: that means the run as it is now. */
  epoch?: number | null;
  /** Values that were typed after the verb: they are preselected in its form. */
  chosen?: Chosen;
}

type Chosen = Readonly<Record<string, string>>;

/** Shows the form or the second look of a verb. Refuses at once what would be refused after it. */
export async function lead(
  call: Call,
  actor: PersonActor,
  state: RunState,
  { verb, epoch = null, chosen: values = {} }: Led,
): Promise<Reply> {
  const { run } = state;
  const refusal =
    cantLead(actor, run, verb) ?? outdated(run, verb, epoch) ?? impossible(run, verb) ?? missing(state, values);
  if (refusal?.refused === 'run_over') return finished(call, refusal, run, actor);
  if (refusal) return refuse(call, refusal, attemptedOn(run, verb, actor));
  switch (verb) {
    case 'resume':
      return shown(resumeForm(run));
    case 'cancel':
      return confirmFor(actor, controlButton(run, 'cancel', false));
    case 'rollback':
      return shown(rollbackForm(state, { values, problems: {} }));
    case 'message':
      return shown(messageForm(state, undefined, state.definition.defaultPolicy));
    case 'mode':
      return shown(modeForm(run, { values, problems: {} }));
  }
}

const cantLead = (actor: PersonActor, run: Run, verb: Leading): Refusal | null =>
  needs[verb] === 'operate' ? cantControl(actor, run.execution) : lacks(actor, needs[verb]);

/** Refuses a button of an older card before its form or second look opens: those show the run as it is now, and their yes would count (P22). */
const outdated = (run: Run, verb: Leading, epoch: number | null): Refusal | null =>
  epoch === null || epoch === run.epoch ? null : { refused: 'outdated_card', verb };

function impossible(run: Run, verb: Leading): Refusal | null {
  const rule = verb === 'mode' ? 'change_mode' : verb;
  if (allows(run.status, rule)) return null;
  return verb === 'message' ? { refused: 'run_over', status: run.status } : notNow(run, rule);
}

function missing({ checkpoints }: RunState, { checkpoint: id }: Chosen): Refusal | null {
  if (id === undefined || checkpoints.some(({ number }) => String(number) === id)) return null;
  return { refused: 'not_found', what: 'checkpoint', id };
}

import { choiceByWords } from '../core/ask/by-words.ts';
import { needsReading } from '../core/ask/choices.ts';
import { foresee } from '../core/ask/foresee.ts';
import { cantUnblock } from '../core/ask/unblock.ts';
import { choiceButton, opensForm } from '../core/cards/ask-buttons.ts';
import { isUnread, isUnreadable } from '../core/cards/ask-parts.ts';
import { answerForm } from '../core/cards/forms/answer-form.ts';
import { choiceConfirm } from '../core/cards/words/choice.ts';
import { checkpointName } from '../core/cards/words/control.ts';
import { receipts } from '../core/cards/words/receipt.ts';
import { askBadge } from '../core/cards/words/outcome.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { change } from './change.ts';
import { shown } from './forms.ts';
import { page } from './look.ts';
import { attemptedOn, confirmFor, done, refuse } from './reply.ts';
import { textsOf } from './texts.ts';
import type { Ask, Choice } from '../core/ask/ask.ts';
import type { AskView } from '../core/cards/ask-view.ts';
import type { Button } from '../core/cards/card.ts';
import type { PressToken } from '../core/cards/token.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { Budget, Run } from '../core/run/run.ts';
import type { Decision } from '../core/run/state.ts';
import type { Call } from './ports.ts';

/** An answer to one Ask, as a button or a form gave it. */
export interface Given {
  choice: Choice['id'];
  revision: number;
  words: string | null;
  /** The id of a message whose words are the answer's, instead of `words`. */
  said?: string;
  budget: Budget | null;
  confirmed: boolean;
}

interface Pressed {
  choice: Choice['id'];
  revision: number;
  confirmed: boolean;
  isPrivate: boolean;
}

export async function pressAnswer(call: Call, actor: PersonActor, view: AskView, pressed: Pressed): Promise<Reply> {
  const given = { ...pressed, words: null, budget: null };
  // It would be refused. The rules decide again under the lock, where a repeat of the delivery is recognised (R5).
  if (foresee(view.ask, { ...pressed, actor })) return give(call, actor, view, given);
  const barred = view.ask.kind === 'blocker' ? cantUnblock(actor, pressed.choice, view.run.execution) : null;
  if (barred) return refuse(call, barred, onAsk(view, pressed.choice, actor));
  const choice = view.ask.choices.find((it) => it.id === pressed.choice);
  if (choice && opensForm(choice)) return shown(answerForm(view, choice));
  if (choice && needsReading(choice) && (await isUnreadHere(call, view, pressed))) {
    return page(call, actor, view, { page: 0, revision: view.ask.revision });
  }
  if (choice?.irreversible && !pressed.confirmed) return confirmFor(actor, await secondLook(call, view, choice));
  return give(call, actor, view, given);
}

/** Whether this person was not shown the whole subject. A private card shows all of it above its button, unless a text has been redacted since. */
async function isUnreadHere(call: Call, view: AskView, { isPrivate }: Pressed): Promise<boolean> {
  const texts = await textsOf(call.ports.bodies, view.ask);
  return isPrivate ? isUnreadable(view.ask, texts) : isUnread(view, texts);
}

export const onAsk = ({ ask, run }: AskView, verb: string, actor: PersonActor | null) =>
  attemptedOn(run, verb, actor, { ask: ask.id });

/** The button for the second look; that of a rollback names the checkpoint that would be restored. */
async function secondLook(call: Call, view: AskView, choice: Choice): Promise<Button> {
  const button = choiceButton(view, choice);
  if (choice.id !== 'rollback') return button;
  const last = (await call.ports.views.run(view.run.id))?.state.checkpoints.at(-1);
  const name = last ? checkpointName(last, view.definition.pipeline.stages) : null;
  return { ...button, confirm: choiceConfirm(button.label, button.hint, name) };
}

/** Makes words that this person has said to the run into their answer. */
export async function answerWith(call: Call, actor: PersonActor, view: AskView, pressed: With): Promise<Reply> {
  const choice = choiceByWords(view.ask)?.id ?? 'reject';
  const given = { choice, revision: pressed.revision, words: null, said: pressed.messageId, budget: null };
  return give(call, actor, view, { ...given, confirmed: false });
}

type With = Extract<PressToken, { press: 'with' }>;

async function give(call: Call, actor: PersonActor, view: AskView, given: Given): Promise<Reply> {
  const outcome = await answer(call, actor, view, given);
  return isRefusal(outcome) ? refuse(call, outcome, onAsk(view, given.choice, actor)) : receipt(outcome);
}

export async function answer(call: Call, actor: PersonActor, view: AskView, given: Given): Promise<Decision | Refusal> {
  const { choice, revision, words, said = null, budget, confirmed } = given;
  const twins = await call.ports.people.twins(view.run.projectId);
  const order = {
    kind: 'answer',
    askId: view.ask.id,
    choice,
    revision,
    words,
    said,
    budget,
    confirmed,
    twins,
  } as const;
  const outcome = await change(call, view.run.id, actor, order);
  // What it is about had changed: the Ask got a new revision, and the answer was not counted.
  if (isRefusal(outcome) || outcome.result.kind !== 'revised') return outcome;
  return { refused: 'outdated_ask', ask: outcome.result.ask };
}

export function receipt({ result, state }: Decision): Reply {
  if (result.kind === 'voted') return done(receipts.voted(result.missing));
  if (result.kind !== 'decided') return done(receipts.done());
  const { ask } = result;
  if (ask.status === 'open') return done(receipts.putAside());
  return done(receipts.decided(askBadge(ask).word, isHeldBack(ask, state.run)));
}

/** Whether what was decided waits for Resume. Not where a stage was rejected before it began: that is what holds the run. */
function isHeldBack({ kind, subject, outcome }: Ask, { status }: Run): boolean {
  if (subject.about === 'stage_next' && outcome?.choice === 'reject') return false;
  return status === 'paused' && (kind === 'gate' || kind === 'question');
}

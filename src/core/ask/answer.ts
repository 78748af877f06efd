import type { PersonActor } from '../people/actor.ts';
import { distinctHumans, isSameHuman, type Twin } from '../people/same-human.ts';
import type { Refusal } from '../refusal.ts';
import type { Answer, AnswerEvent, Ask, Choice } from './ask.ts';
import { agreedBy } from './choices.ts';
import { isApprover } from './policy.ts';

export type Counted =
  /** The vote is counted; `missing` more people are needed. */
  | { counted: 'vote'; ask: Ask; missing: number }
  /** Decided. `answer.choice` is what was agreed upon; the same answer among `ask.answers` has what this person chose. */
  | { counted: 'decision'; ask: Ask; answer: Answer }
  /** A choice that only acts, and leaves the Ask open. */
  | { counted: 'act'; ask: Ask; choice: Choice };

export type Decided = Extract<Counted, { counted: 'decision' }>;

/** Counts one person's choice on one revision of an Ask. Every answer goes through this function, whatever door it came through (S2). */
export function countAnswer(ask: Ask, event: AnswerEvent & { id: string; at: Date }): Counted | Refusal {
  const choice = ask.choices.find((c) => c.id === event.choice);
  const refusal = guard(ask, event, choice);
  if (refusal) return refusal;
  if (!choice) throw new Error('bug-choice-unguarded');
  if (!choice.decides) return { counted: 'act', ask, choice };
  const answer = answerOf(ask, event);
  const voted = { ...ask, answers: [...ask.answers, answer] };
  const agreed = choice.quorum ? agreedUpon(voted, choice, event.twins) : choice.id;
  if (!agreed) return { counted: 'vote', ask: voted, missing: missingFor(voted, choice, event.twins) };
  return { counted: 'decision', ask: voted, answer: { ...answer, choice: agreed } };
}

/** The widest choice to which as many people as the quorum have agreed; undefined if there is none. */
const agreedUpon = (ask: Ask, choice: Choice, twins?: readonly Twin[]): Choice['id'] | undefined =>
  agreedBy(choice).findLast((id) => votersFor(ask, id, twins).length >= ask.policy.quorum);

/** How many more people it takes until the narrowest of the choices that this one agrees to has its quorum. */
export const missingFor = (ask: Ask, choice: Pick<Choice, 'id'>, twins?: readonly Twin[]): number =>
  ask.policy.quorum - Math.max(...agreedBy(choice).map((id) => votersFor(ask, id, twins).length));

/** The people who have agreed to this. People count, not clicks or accounts (P11). */
function votersFor(ask: Ask, agreed: Choice['id'], twins: readonly Twin[] = []): string[] {
  const counted = ask.answers.filter(
    (it) => it.revision === ask.revision && agreedBy({ id: it.choice }).includes(agreed),
  );
  const voters = counted.map((it) => it.personId).filter((id) => !isExcluded(ask, id, twins));
  return distinctHumans(voters, twins);
}

const isExcluded = ({ policy }: Ask, personId: string, twins: readonly Twin[]): boolean =>
  policy.excluded.some((id) => isSameHuman(id, personId, twins));

/** An answer that somebody might give. */
export type Tried = Pick<AnswerEvent, 'revision' | 'choice' | 'words' | 'confirmed' | 'twins'> & {
  actor: Pick<PersonActor, 'personId' | 'permissions'>;
};

/** Why this would not be counted; null when it would. */
export function guard(ask: Ask, event: Tried, choice: Choice | undefined): Refusal | null {
  const { actor, twins = [] } = event;
  if (!actor.permissions.includes('decide')) return { refused: 'not_permitted', needs: 'decide' };
  if (event.revision !== ask.revision) return { refused: 'outdated_ask', ask };
  if (!choice) return { refused: 'no_such_choice', choice: event.choice };
  const before = ask.answers.find((a) => a.revision === ask.revision && isSameHuman(a.personId, actor.personId, twins));
  if (before) return { refused: 'already_answered', choice: before.choice, at: before.at };
  return (
    notEntitled(ask, { actor, twins }, choice) ??
    (choice.words === 'required' && !event.words?.trim() ? { refused: 'words_needed', choice: choice.id } : null) ??
    (choice.irreversible && !event.confirmed ? { refused: 'confirm_needed', choice: choice.id } : null)
  );
}

/** Stopping is fail-safe: exclusion (the starter, the last editor …) bars from approving, never from rejecting. */
function notEntitled(
  ask: Ask,
  { actor, twins }: Required<Pick<Tried, 'actor' | 'twins'>>,
  choice: Choice,
): Refusal | null {
  const { policy } = ask;
  if (!isApprover(policy, actor.personId)) {
    return {
      refused: 'not_an_approver',
      approvers: policy.approvers === 'anyone-who-may-decide' ? [] : policy.approvers,
    };
  }
  if (choice.quorum && isExcluded(ask, actor.personId, twins)) {
    return { refused: 'excluded', why: 'the policy of this gate excludes you from approving it' };
  }
  return null;
}

/** The same for a repeat of the event, so that a repeat can find what became of the first. */
export const answerId = (eventId: string): string => `ans_${eventId}`;

function answerOf(ask: Ask, event: AnswerEvent & { id: string; at: Date }): Answer {
  const { actor, at } = event;
  return {
    id: answerId(event.id),
    revision: ask.revision,
    personId: actor.personId,
    personName: actor.name,
    choice: event.choice,
    words: event.words?.trim() ? event.words.trim() : null,
    digest: ask.digest,
    where: actor.where,
    at,
  };
}

import { reviseAsks } from '../artifact/edit.ts';
import { addVersion, artifactFor, recordVersion } from '../artifact/make.ts';
import type { Refusal } from '../refusal.ts';
import type { Decided } from '../ask/answer.ts';
import type { Subject } from '../ask/ask.ts';
import { cantUnblock } from '../ask/unblock.ts';
import { advance, currentStage, passStage } from './advance.ts';
import { settleCall } from './answer-call.ts';
import type { Draft } from './draft.ts';
import { cancelRun } from './end.ts';
import type { AnswerRunEvent } from './event.ts';
import { addNotes } from './hold.ts';
import { rollBackTo } from './rollback.ts';
import { isSpent, type Budget } from './run.ts';

/** What a person chose after the run had stopped itself. */
export function decideBlocker(
  d: Draft,
  given: Decided,
  { attemptId, callId }: Extract<Subject, { about: 'blocker' }>,
  event: AnswerRunEvent,
): Refusal | null {
  const { ask, answer } = given;
  const refusal = cantUnblock(event.actor, answer.choice, d.run.execution);
  if (refusal) return refusal;
  switch (answer.choice) {
    case 'resume':
      return goOn(d, ask.id, event);
    case 'try_again':
      // With notes, the agent reads those first: what it then still wants, it calls again.
      if (callId !== undefined && answer.words === null) settleCall(d, given, { attemptId, callId }, 'try_again');
      return goOn(d, ask.id, event);
    case 'happened':
      if (callId === undefined) return itHappened(d, answer.personName, answer.words);
      settleCall(d, given, { attemptId, callId }, 'happened');
      return goOn(d, ask.id, { ...event, words: null });
    case 'cancel':
      cancelRun(d, event);
      return null;
    case 'rollback':
      return rollBackToLast(d, answer.personName);
    default:
      return { refused: 'no_such_choice', choice: answer.choice };
  }
}

/** Lets the run go on. Since a person wants it, this also ends a hold, and resets the counts of tries, rounds and turns. */
function goOn(d: Draft, askId: string, event: AnswerRunEvent): Refusal | null {
  d.setRun({ budget: raised(d.run.budget, event.budget) });
  if (event.budget) d.record('run.budget_raised', {}, { ...d.run.budget });
  if (isSpent(d.run.spent, d.run.budget)) return { refused: 'budget_too_low', needs: 'more than is spent' };
  if (event.words?.trim()) addNotes(d, event.actor, event.words.trim());
  d.setRun({ hold: null, tries: 0, round: 0, epoch: d.run.epoch + 1 });
  d.setState({ attempts: d.state.attempts.map((attempt) => ({ ...attempt, ownTurns: 0, wrappedUp: false })) });
  advance(d, askId);
  return null;
}

/** An answer can raise the budget, and never lowers it. */
const raised = (now: Budget, asked: Budget | null): Budget => ({
  microUsd: higher(now.microUsd, asked?.microUsd ?? null),
  tokens: higher(now.tokens, asked?.tokens ?? null),
});

const higher = (now: number | null, asked: number | null): number | null =>
  now === null || asked === null ? now : Math.max(now, asked);

/** A person says that the command took effect. The artifact says so, and the run goes on without it. */
function itHappened(d: Draft, person: string, words: string | null): Refusal | null {
  const stage = currentStage(d);
  if (!stage) return { refused: 'not_found', what: 'stage', id: String(d.run.stage) };
  const artifact = artifactFor(d, stage);
  const text = `${person} confirmed that this happened.${words ? `\n\n${words}` : ''}\n`;
  const base = artifact.canon?.number ?? null;
  const version = addVersion(
    d,
    artifact,
    { text, by: { kind: 'person', name: person }, base, attemptId: null, rehearsal: false },
    true,
  );
  recordVersion(d, artifact, version);
  reviseAsks(d);
  d.setRun({ hold: null, epoch: d.run.epoch + 1 });
  passStage(d);
  return null;
}

function rollBackToLast(d: Draft, person: string): Refusal | null {
  const last = d.state.checkpoints.at(-1);
  if (!last) return { refused: 'unknown_checkpoint', number: 0 };
  rollBackTo(d, last, person);
  return null;
}

import { policyNow, reviseAsks } from '../artifact/edit.ts';
import { countAnswer, type Counted, type Decided } from '../ask/answer.ts';
import type { Ask, Outcome, Subject } from '../ask/ask.ts';
import { digestOf } from '../digest.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { readAsAnswer, withSaid } from '../steering/as-answer.ts';
import { subjectNow } from '../ask/subject.ts';
import { decideBlocker } from './answer-blocker.ts';
import { answerQuestion, decideCall } from './answer-call.ts';
import { decideSuggestion } from './answer-suggestion.ts';
import { advance, currentStage, passStage, settleStatus } from './advance.ts';
import { block } from './block.ts';
import { Draft } from './draft.ts';
import type { AnswerRunEvent } from './event.ts';
import { hold } from './hold.ts';
import type { Decision, RunState } from './state.ts';

/** After so many rejections in a row, a blocker asks people what to do instead (DESIGN.md ruling 8). */
export const mostRounds = 3;

export function answer(state: RunState, given: AnswerRunEvent): Decision | Refusal {
  const ask = state.asks.find((a) => a.id === given.askId);
  if (!ask) return { refused: 'not_found', what: 'ask', id: given.askId };
  const event = withSaid(state, given);
  if (isRefusal(event)) return event;
  const d = new Draft(state, event);
  if (digestOf(subjectNow(state, ask.subject)) !== ask.digest) return showNew(d, ask);
  const counted = countAnswer({ ...ask, policy: policyNow(d, ask) }, event);
  if ('refused' in counted) return counted;
  if (counted.counted === 'vote') return vote(d, counted);
  if (counted.counted === 'act') return defer(d, counted.ask);
  return decided(d, counted, event);
}

/** Another run has changed what this Ask is about. Nobody can decide about what they were not shown, so the Ask gets a new revision instead. */
function showNew(d: Draft, ask: Ask): Decision {
  reviseAsks(d);
  return d.decision({ kind: 'revised', ask: d.state.asks.find((a) => a.id === ask.id) ?? ask });
}

function vote(d: Draft, { ask, missing }: Extract<Counted, { counted: 'vote' }>): Decision {
  d.record('ask.answered', { ask: ask.id }, { choice: ask.answers.at(-1)?.choice, missing, digest: ask.digest });
  d.setAsk(ask);
  return d.decision({ kind: 'voted', ask, missing });
}

/** Hidden until its artifact comes up again; the Ask stays open. */
function defer(d: Draft, ask: Ask): Decision {
  d.record('ask.deferred', { ask: ask.id });
  d.setAsk(ask);
  return d.decision({ kind: 'decided', ask });
}

function decided(d: Draft, counted: Decided, event: AnswerRunEvent): Decision | Refusal {
  const { ask, answer: given } = counted;
  const { choice, words, where, at } = given;
  const outcome: Outcome = { status: 'decided', choice, by: given.personName, words, where, at, why: null };
  d.record(
    'ask.decided',
    { ask: ask.id, ...(event.said ? { message: event.said } : {}) },
    { choice, ...choseMore(counted), words: d.words(words), revision: ask.revision, digest: ask.digest },
  );
  const ended = d.settleAsk(ask, outcome);
  readAsAnswer(d, event);
  const refusal = follow(d, counted, event);
  return refusal ?? d.decision({ kind: 'decided', ask: ended });
}

/** For the ledger: what this person chose, if that allows more than what was agreed upon. */
function choseMore({ ask, answer: { choice } }: Decided): { chose?: string } {
  const own = ask.answers.at(-1)?.choice;
  return own === undefined || own === choice ? {} : { chose: own };
}

function follow(d: Draft, counted: Decided, event: AnswerRunEvent): Refusal | null {
  const { subject } = counted.ask;
  switch (subject.about) {
    case 'stage_done':
      return counted.answer.choice === 'approve' ? approveOutput(d) : sendBack(d, counted);
    case 'stage_next':
      return counted.answer.choice === 'approve' ? clear(d, counted.ask, subject) : holdBack(d, counted);
    case 'suggested_version':
      return decideSuggestion(d, counted, subject);
    case 'blocker':
      return decideBlocker(d, counted, subject, event);
    case 'question':
      return answerQuestion(d, counted, subject);
    case 'tool_call':
      return decideCall(d, counted, subject);
  }
}

function approveOutput(d: Draft): null {
  passStage(d);
  return null;
}

/** The reason is the first thing that the next attempt reads (P25). */
function sendBack(d: Draft, { answer: given }: Decided): null {
  const { run, event } = d;
  const reason = { kind: 'rejected', from: given.personName, text: given.words ?? '', at: event.at } as const;
  const finished = run.finished;
  d.setRun({ feedback: [...run.feedback, reason], round: run.round + 1, finished: null, clearance: null });
  const last = d.state.attempts.find((a) => a.id === finished) ?? d.state.attempts.at(-1);
  if (d.run.round >= mostRounds && last) block(d, last, 'rejected_thrice', { detail: given.words ?? '' });
  else advance(d);
  return null;
}

/** Lets the next stage run. The approval covers exactly what was shown; the attempt that uses it names it. */
function clear(d: Draft, ask: Ask, subject: Extract<Subject, { about: 'stage_next' }>): null {
  d.setRun({ clearance: { askId: ask.id, stage: subject.stage, digest: ask.digest } });
  advance(d, ask.id);
  return null;
}

/** The stage was not allowed to run. The run is held until a person resumes it, perhaps after changing something. */
function holdBack(d: Draft, { answer: given }: Decided): null {
  const name = currentStage(d)?.name ?? 'the next stage';
  hold(d, 'policy', `${given.personName} did not let “${name}” run: ${given.words ?? ''}`, given.personName);
  return null;
}

/** Nobody answered in time: an outcome of its own, never “denied” (P7). The run is held; Resume asks again. */
export function expire(
  state: RunState,
  event: { id: string; at: Date; askId: string; actor: Draft['event']['actor'] },
): Decision | Refusal {
  const ask = state.asks.find((a) => a.id === event.askId);
  if (!ask) return { refused: 'not_found', what: 'ask', id: event.askId };
  if (!ask.expiresAt || ask.expiresAt > event.at) return { refused: 'stale_work', why: 'status' };
  const d = new Draft(state, event);
  const why = 'Nobody answered in time.';
  d.record('ask.expired', { ask: ask.id }, { revision: ask.revision });
  d.endAsk(ask, 'expired', why);
  if (ask.kind === 'gate' && d.run.hold === null) hold(d, 'policy', why, 'Wheelhouse');
  settleStatus(d);
  return d.decision();
}

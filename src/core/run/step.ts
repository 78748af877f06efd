import { cap, visible } from '../cards/agent-text.ts';
import type { AgentStage, Stage } from '../project/stage.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { dueWords } from '../steering/due-words.ts';
import type { Message } from '../steering/message.ts';
import { needsClearance } from './advance.ts';
import { held, stale, standDown } from './attempt.ts';
import { block } from './block.ts';
import { digestOfCall, propose, proposedBy, waitForPerson, whatToAsk } from './call.ts';
import type { ToolCall } from '../stage/call.ts';
import { Draft } from './draft.ts';
import type { WorkerEvent } from './event.ts';
import { addCost, hasCost, isSpent, type Attempt, type OpenStep } from './run.ts';
import type { Decision, RunState } from './state.ts';

type Event = Extract<WorkerEvent, { kind: 'begin_step' }>;

/** Characters of a call that is being made: enough to look whether it happened, beside the buttons of the question. */
const longestShown = 1000;

/** The first fence: begin a step only if the run is running and the epoch is the job's. */
export function beginStep(state: RunState, event: Event): Decision | Refusal {
  const { run } = state;
  const attempt = held(state, event);
  const stage = attempt && state.definition.pipeline.stages[attempt.stage];
  if (!attempt || !stage) return stale('lease');
  if (attempt.lease && attempt.lease.until <= event.at) return stale('lease');
  if (run.status !== 'running') return stale('status');
  if (attempt.epoch !== run.epoch || event.epoch !== run.epoch) return stale('epoch');
  const d = new Draft(state, event);
  return goOn(d, stage, bookAndKeep(d, attempt, event), event);
}

/** What the last step came to. Only then is it over: its estimate would be booked as well. */
function bookAndKeep(d: Draft, attempt: Attempt, { spent, turns = [] }: Event): Attempt {
  if (spent && hasCost(spent)) d.setRun({ spent: addCost(d.run.spent, spent) });
  // It got on: what fails from here on has not failed before.
  if (attempt.openStep !== null && d.run.tries > 0) d.setRun({ tries: 0 });
  d.keepTurns(attempt, turns);
  return { ...attempt, turns: attempt.turns + turns.length };
}

/** An agent at work is stopped by people, not by a mode: it asks for clearance once. */
function goOn(d: Draft, stage: Stage, attempt: Attempt, event: Event): Decision | Refusal {
  const isBegun = stage.do === 'agent' && attempt.steps > 0;
  if (!isBegun && needsClearance(d, stage)) return standDown(d, attempt, stage);
  if (stage.do !== 'agent') return wholeStep(d, stage, attempt, event);
  return event.call ? toolStep(d, stage, attempt, { ...event, call: event.call }) : modelStep(d, stage, attempt, event);
}

function wholeStep(d: Draft, stage: Stage, attempt: Attempt, event: Event): Decision {
  if (isSpent(d.run.spent, d.run.budget)) return parkSpent(d, attempt, 'budget_exceeded');
  return grantStep(d, { ...openStepOf(attempt, event), messages: idsOf(dueWords(d.state, attempt)) }, event);
}

/** It costs no money: what the model has asked for is done even if its answer spent the last of the budget. */
function toolStep(
  d: Draft,
  stage: AgentStage,
  attempt: Attempt,
  event: Event & { call: ToolCall },
): Decision | Refusal {
  const { call, repeatable = false } = event;
  if (wordsComeFirst(d, attempt, call)) return stale('words');
  const proposed = call.tool === 'propose' ? proposedBy(d.state, call) : null;
  if (proposed && isRefusal(proposed)) return proposed;
  const found = whatToAsk(d, stage, attempt, call);
  if (found.ask) {
    waitForPerson(d, stage, attempt, found.ask);
    return d.decision({ kind: 'stand_down', why: 'a person is asked' });
  }
  if (proposed) propose(d, stage, attempt, proposed);
  const forPerson = attempt.openStep?.forPerson ?? false;
  const { id: callId, shown } = call;
  const its = { repeatable, callId, shown: cap(visible(shown), longestShown).text };
  const step = { ...openStepOf(attempt, event), ...its, messages: [], forPerson };
  const facts = { call: callId, tool: call.tool, digest: digestOfCall(call), grant: found.grant?.id ?? null };
  return grantStep(d, step, event, facts);
}

/**
 * What an answer asks for are steps of the run's own, and words come before those. Not before what a person has let pass: they decided
 * that beside all that had been said. But what was said after their decision is people's newest will, and comes before it.
 */
function wordsComeFirst({ state }: Draft, attempt: Attempt, { id }: ToolCall): boolean {
  const decidedAt = attempt.replies.findLast(({ callId }) => callId === id)?.at;
  return dueWords(state, attempt).some(({ at }) => decidedAt === undefined || at > decidedAt);
}

function modelStep(d: Draft, stage: AgentStage, attempt: Attempt, event: Event): Decision {
  const messages = idsOf(dueWords(d.state, attempt));
  const isOwn = messages.length === 0;
  const step = { ...openStepOf(attempt, event), repeatable: true, callId: null, messages, forPerson: !isOwn };
  if (isSpent(d.run.spent, d.run.budget)) return lastWord(d, attempt, step, 'budget_exceeded');
  if (isOwn && attempt.ownTurns >= stage.turns) return lastWord(d, attempt, step, 'turns_spent');
  d.setAttempt(attempt.id, { ownTurns: attempt.ownTurns + (isOwn ? 1 : 0) });
  return grantStep(d, step, event);
}

/**
 * Its means are spent: the run is blocked from here on, and the agent says once where it stands. Not where the last words were
 * a person's answer: that turn was its last (S1-40).
 */
function lastWord(d: Draft, attempt: Attempt, openStep: OpenStep, reason: 'budget_exceeded' | 'turns_spent'): Decision {
  if (attempt.wrappedUp || attempt.openStep?.forPerson) return parkSpent(d, attempt, reason);
  d.setAttempt(attempt.id, { wrappedUp: true, steps: openStep.number, openStep: { ...openStep, messages: [] } });
  const { number: step, estimate } = openStep;
  d.record('attempt.step_begun', { attempt: attempt.id }, { step, estimate, messages: [], why: 'its last word' });
  block(d, attempt, reason, { detail: '' });
  return d.decision({ kind: 'begin', step, messages: [], wrapUp: true });
}

function parkSpent(d: Draft, attempt: Attempt, reason: 'budget_exceeded' | 'turns_spent'): Decision {
  d.record('attempt.parked', { attempt: attempt.id }, { why: reason === 'budget_exceeded' ? 'budget' : 'turns' });
  d.setAttempt(attempt.id, { status: 'parked', lease: null, openStep: null });
  block(d, attempt, reason, { detail: '' });
  return d.decision({ kind: 'stand_down', why: 'its means are spent' });
}

const openStepOf = ({ steps }: Attempt, { estimate, at }: Event): OpenStep => ({ number: steps + 1, estimate, at });

const idsOf = (messages: readonly Message[]): string[] => messages.map(({ id }) => id);

function grantStep(d: Draft, openStep: OpenStep, event: Event, what: Record<string, unknown> = {}): Decision {
  const { attemptId } = event;
  const { number: step, estimate, messages = [] } = openStep;
  const due = d.state.messages.filter(({ id }) => messages.includes(id));
  d.setAttempt(attemptId, { steps: step, openStep });
  d.setMessages((m) =>
    m.status === 'queued' && messages.includes(m.id) ? { ...m, status: 'delivered', deliveredTo: attemptId } : m,
  );
  d.record('attempt.step_begun', { attempt: attemptId }, { step, estimate, messages, ...what });
  return d.decision({ kind: 'begin', step, messages: due, wrapUp: false });
}

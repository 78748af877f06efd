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

/** Characters that are kept of a call while it is made. If the worker dies, people look by them whether it happened. */
const longestShown = 1000;

/** The first fence: a step begins only if the run is running and its epoch is that of the job. */
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

/** Books the cost of the step before, and stores its turns. With that it is over: until then, its estimate would be booked if the worker died. */
function bookAndKeep(d: Draft, attempt: Attempt, { spent, turns = [] }: Event): Attempt {
  if (spent && hasCost(spent)) d.setRun({ spent: addCost(d.run.spent, spent) });
  // The attempt has made progress, so a failure from here on is the first one.
  if (attempt.openStep !== null && d.run.tries > 0) d.setRun({ tries: 0 });
  d.keepTurns(attempt, turns);
  return { ...attempt, turns: attempt.turns + turns.length };
}

/** Only the first step of an agent needs clearance: people stop an agent at work, and a changed mode does not. */
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

/** A call of a tool. It costs no money, so it is made even if the answer that asked for it has used up the budget. */
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
 * Whether messages come before this call. They come before the calls of an answer, which are the run's own steps, but not before a call that a person
 * has approved: that person knew everything that had been said. Messages from after the approval are newer, and come first again.
 */
function wordsComeFirst({ state }: Draft, attempt: Attempt, { id }: ToolCall): boolean {
  const decidedAt = attempt.replies.findLast(({ callId }) => callId === id)?.at;
  return dueWords(state, attempt).some(({ at }) => decidedAt === undefined || at > decidedAt);
}

function modelStep(d: Draft, stage: AgentStage, attempt: Attempt, event: Event): Decision {
  const messages = idsOf(dueWords(d.state, attempt));
  const isOwn = messages.length === 0;
  const step = { ...openStepOf(attempt, event), repeatable: true, callId: null, messages, forPerson: !isOwn };
  if (isSpent(d.run.spent, d.run.budget)) return wrapUp(d, attempt, step, 'budget_exceeded');
  if (isOwn && attempt.ownTurns >= stage.turns) return wrapUp(d, attempt, step, 'turns_spent');
  d.setAttempt(attempt.id, { ownTurns: attempt.ownTurns + (isOwn ? 1 : 0) });
  return grantStep(d, step, event);
}

/**
 * The budget or the turns are used up: the run is blocked, and the agent is asked once for a closing text. It is not asked if its last turn was for a
 * person's message: that was its closing text (S1-40).
 */
function wrapUp(d: Draft, attempt: Attempt, openStep: OpenStep, reason: 'budget_exceeded' | 'turns_spent'): Decision {
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

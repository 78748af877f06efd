import { expect, test } from 'vitest';
import { isRefusal } from '../../../src/core/refusal.ts';
import { decide } from '../../../src/core/run/decide.ts';
import type { RunEvent } from '../../../src/core/run/event.ts';
import { start } from '../../../src/core/run/start.ts';
import type { Decision } from '../../../src/core/run/state.ts';
import { person } from './model/definition.ts';
import { World } from './model/world.ts';

const autonomous = 1;
const cost = { microUsd: 7, inputTokens: 3, outputTokens: 2 };
const worker = { kind: 'system', name: 'worker' } as const;
const ann = person('ann');

type Said<T> = T extends RunEvent ? Omit<T, 'id' | 'at'> : never;

/** A worker has begun a step, and tells what it spent only after a pause and a Resume: it goes on. */
function parkedAndWentOn(): { tell: (said: Said<RunEvent>, seconds?: number) => Decision } {
  let { state } = new World({ decide, start }, autonomous);
  let count = 0;
  const since = state.run.startedAt.getTime() + 1000;
  const tell = (said: Said<RunEvent>, seconds = 0): Decision => {
    count += 1;
    const decision = decide(state, { ...said, id: `event-${count}`, at: new Date(since + seconds * 1000) });
    if (isRefusal(decision)) throw new Error(`${said.kind} was refused: ${JSON.stringify(decision)}`);
    state = decision.state;
    return decision;
  };
  const attemptId = state.attempts[0]!.id;
  const its = { attemptId, token: 'token', actor: worker };
  const until = new Date(since + 60_000);
  tell({ kind: 'claim', ...its, epoch: state.run.epoch, worker: 'w', until });
  tell({ kind: 'begin_step', ...its, epoch: state.run.epoch, estimate: cost });
  const { epoch } = state.run;
  tell({ kind: 'pause', actor: ann, why: null });
  tell({ kind: 'resume', actor: ann, epoch: null, notes: null });
  const { result } = tell({ kind: 'park', ...its, epoch, continuation: null, cost });
  expect(result.kind).toBe('go_on');
  return { tell };
}

test('a step that a worker has told the cost of is not booked again when the worker then dies', () => {
  const { tell } = parkedAndWentOn();
  const attemptId = tell({ kind: 'pause', actor: ann, why: null }).state.attempts[0]!.id;
  const { state } = tell({ kind: 'lapse', actor: worker, attemptId }, 61);
  expect(state.run.spent).toEqual(cost);
});

test('notes on a Resume that a draft in flight does not take up are for the next attempt, and for no other', () => {
  const { tell } = parkedAndWentOn();
  const attemptId = tell({ kind: 'pause', actor: ann, why: null }).state.attempts[0]!.id;
  tell({ kind: 'resume', actor: ann, epoch: null, notes: 'Keep it short.' });
  const output = { text: 'Long.', rehearsal: true, remark: null };
  const { run, attempts } = tell({ kind: 'finish', actor: worker, attemptId, token: 'token', output, cost }).state;
  const its = { attemptId: attempts.at(-1)!.id, token: 'next', actor: worker };
  const until = new Date(run.startedAt.getTime() + 60_000);
  const { state } = tell({ kind: 'claim', ...its, epoch: run.epoch, worker: 'w', until });
  expect(state.attempts.at(-1)).toMatchObject({ stage: 1, feedback: [{ kind: 'notes', text: 'Keep it short.' }] });
  const [ask] = tell({ kind: 'finish', ...its, output, cost }).state.asks;
  const yes = { kind: 'answer', askId: ask!.id, revision: 1, choice: 'approve', words: null, confirmed: true } as const;
  tell({ ...yes, actor: person('ben'), budget: null });
  expect(tell({ ...yes, actor: person('cem'), budget: null }).state.run).toMatchObject({ stage: 2, feedback: [] });
});

test('the next step of one that went on is booked at its estimate when it is lost', () => {
  const { tell } = parkedAndWentOn();
  const { run, attempts } = tell({ kind: 'message', actor: ann, text: 'Go on.', policy: null }).state;
  const attemptId = attempts[0]!.id;
  tell({ kind: 'begin_step', actor: worker, attemptId, token: 'token', epoch: run.epoch, estimate: cost });
  const { state } = tell({ kind: 'lapse', actor: worker, attemptId }, 61);
  expect(state.run.spent.microUsd).toBe(2 * cost.microUsd);
});

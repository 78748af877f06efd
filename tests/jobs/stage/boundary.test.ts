import { expect, it } from 'vitest';
import { DbError } from '../../../db/error.ts';
import type { Runs } from '../../../src/core/ports.ts';
import { noCost } from '../../../src/core/run/run.ts';
import { beginStep } from '../../../src/jobs/stage/boundary.ts';
import type { StageParts } from '../../../src/jobs/stage/parts.ts';
import { Thread } from '../../core/steering/thread.ts';
import { quickSettings, silent } from '../room.ts';

/** A worker whose step was committed, and who heard nothing of it: told once more, the store has it already. */
const unanswered = (thread: Thread) =>
  ({
    runs: { change: async () => ({ refused: 'repeated' }), find: async () => thread.state },
    settings: quickSettings,
    shift: { ending: new AbortController().signal },
    log: silent,
  }) as unknown as StageParts;

const texts = async (thread: Thread): Promise<string[]> => {
  const attempt = thread.state.attempts.at(-1)!;
  const hand = {
    attempt,
    state: thread.state,
    token: 'token',
    epoch: attempt.epoch,
    owed: noCost,
    turns: [],
    since: 0,
  };
  const begun = await beginStep(unanswered(thread), hand, { estimate: noCost }, new AbortController().signal);
  return begun.go ? begun.messages.map(({ text }) => text.split('\n')[0]!) : ['nothing begun'];
};

it('gives a step whose answer was lost the words that it began with', async () => {
  const thread = new Thread();
  thread.say('Make it dark.');
  thread.read();
  expect(await texts(thread)).toEqual(['Make it dark.']);
});

it('gives it none that had been changed before it began', async () => {
  const thread = new Thread();
  thread.say('Make it dark.', null, 'm1');
  thread.say('Make it long.', null, 'm2');
  thread.read();
  thread.edit('Make it light.', 'steer');
  const { id: attemptId } = thread.state.attempts.at(-1)!;
  thread.tell({ kind: 'release', actor: thread.worker, attemptId, token: 'token', cost: noCost });
  const begun = ['Make it long.', 'Make it light.'];
  expect(thread.read().map(({ text }) => text.split('\n')[0])).toEqual(begun);
  expect(await texts(thread)).toEqual(begun);
});

it('stops nothing where only what one call is about is gone', async () => {
  const thread = new Thread();
  const refused = { refused: 'not_found', what: 'artifact', id: 'notes' } as const;
  const parts = { ...unanswered(thread), runs: { change: async () => refused } } as unknown as StageParts;
  const [attempt, state] = [thread.state.attempts.at(-1)!, thread.state];
  const hand = { attempt, state, token: 'token', epoch: attempt.epoch, owed: noCost, turns: [], since: 0 };
  const begun = await beginStep(parts, hand, { estimate: noCost }, new AbortController().signal);
  expect(begun).toEqual({ go: false, notMade: { why: 'gone', artifact: 'notes' } });
});

it('books what was spent once, however often its answer, and the look for it, are lost', async () => {
  const thread = new Thread();
  thread.read();
  const away = new DbError('db-unreachable', 'It is away.');
  const deliveries: unknown[] = [];
  const change: Runs['change'] = async (_runId, _rule, delivery) => {
    deliveries.push(delivery);
    if (deliveries.length === 1) throw away;
    return { refused: 'repeated' };
  };
  const looks = [() => Promise.reject(away), async () => thread.state];
  const runs = { change, find: () => looks.shift()!() };
  const { state } = thread;
  const attempt = state.attempts.at(-1)!;
  const hand = { attempt, state, token: 'token', epoch: attempt.epoch, owed: noCost, turns: [], since: 0 };
  const parts = { ...unanswered(thread), runs } as unknown as StageParts;
  const begun = await beginStep(parts, hand, { estimate: noCost }, new AbortController().signal);
  expect(begun.go).toBe(true);
  expect(deliveries).toHaveLength(3);
  expect(new Set(deliveries).size).toBe(1);
});

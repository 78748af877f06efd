import { expect, it } from 'vitest';
import { createSweep } from '../../db/sweep.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { decide as rules } from '../../src/core/run/decide.ts';
import { deciding } from '../../src/core/run/deciding.ts';
import type { WorkerEvent } from '../../src/core/run/event.ts';
import { noCost } from '../../src/core/run/run.ts';
import { starting } from './sample.ts';
import { accepted, freshStore, until } from './store.ts';

const store = freshStore();
const minutes = 60_000;
const realNow = Date.now.bind(Date);

/** What a process does whose clock is ahead by so much. */
async function ahead<T>(ms: number, act: () => Promise<T>): Promise<T> {
  Date.now = () => realNow() + ms;
  try {
    return await act();
  } finally {
    Date.now = realNow;
  }
}

type Saying<T> = T extends WorkerEvent ? Omit<T, 'id' | 'at' | 'actor'> : never;
let events = 0;
const eventOf = (what: Saying<WorkerEvent>): WorkerEvent => ({
  ...what,
  id: `event-${++events}`,
  at: new Date(Date.now()),
  actor: { kind: 'system', name: 'worker' },
});
const tell = (runId: string, what: Saying<WorkerEvent>) => store.runs.change(runId, deciding(eventOf(what), rules));

const inTime = (ms: number): Date => new Date(Date.now() + ms);
const isLapsed = async (runId: string): Promise<boolean> =>
  (await createSweep(store.client).lapsed(100)).some((it) => it.runId === runId);

/** A worker claims the first attempt of a new run, for a minute. */
async function claimed(runId: string): Promise<{ attemptId: string; token: string; epoch: number }> {
  const { run, attempts } = accepted(await store.runs.create(starting(runId))).state;
  const its = { attemptId: attempts[0]!.id, token: `of ${runId}`, epoch: run.epoch };
  const claim = { kind: 'claim', ...its, worker: 'w', until: inTime(minutes) } as const;
  expect(accepted(await tell(runId, claim)).result.kind).toBe('claimed');
  return its;
}

const tenMinutes = [-10 * minutes, 0, 10 * minutes];
const pairs = tenMinutes.flatMap((one) => tenMinutes.map((other) => [one / minutes, other / minutes] as const));

it.each(pairs)(
  'a worker %i minutes ahead is left alone by one %i ahead while it lives, and no longer',
  async (own, others) => {
    const runId = `run ${own} ${others}`;
    const worker = <T>(act: () => Promise<T>): Promise<T> => ahead(own * minutes, act);
    const other = <T>(act: () => Promise<T>): Promise<T> => ahead(others * minutes, act);
    const { attemptId, token, epoch } = await worker(() => claimed(runId));
    const lapse = { kind: 'lapse', attemptId } as const;

    expect(await other(() => isLapsed(runId))).toBe(false);
    expect(await other(() => tell(runId, lapse))).toEqual({ refused: 'stale_work', why: 'lease' });
    const begun = await worker(() => tell(runId, { kind: 'begin_step', attemptId, token, epoch, estimate: noCost }));
    expect(accepted(begun).result.kind).toBe('begin');

    expect(await worker(() => store.runs.renew(attemptId, token, inTime(50)))).toBe(true);
    await until('its lease runs out', () => other(() => isLapsed(runId)));
    accepted(await other(() => tell(runId, lapse)));
  },
);

it('is taken over alive where a process goes by its own clock: the control', async () => {
  const { attemptId } = await claimed('control');
  const state = (await store.runs.find('control'))!;
  const event = await ahead(10 * minutes, async () => eventOf({ kind: 'lapse', attemptId }));
  expect(isRefusal(rules(state, event))).toBe(false);
});

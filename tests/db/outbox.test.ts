import { describe, expect, it } from 'vitest';
import { createOutbox } from '../../db/outbox.ts';
import type { DueEffect } from '../../src/core/ports.ts';
import type { Attempt } from '../../src/core/run/run.ts';
import type { RunState } from '../../src/core/run/state.ts';
import { decide, oneMore, starting } from './sample.ts';
import { accepted, freshStore, until } from './store.ts';

const store = freshStore();
const outbox = () => createOutbox(store.client);
const due = async (runId: string, kind: DueEffect['effect']['do']): Promise<DueEffect[]> =>
  (await outbox().overdue(-60_000, 1000)).filter(({ effect }) => effect.runId === runId && effect.do === kind);

const withAttempt =
  (change: Partial<Attempt>, epoch = 1) =>
  (state: RunState) =>
    decide({ ...state, run: { ...state.run, epoch }, attempts: [{ ...state.attempts[0]!, ...change }] });

describe('an effect', () => {
  it('is dispatched after the commit, and stays until it is done', async () => {
    accepted(await store.runs.create(starting('out')));
    const [card] = await due('out', 'converge');
    await until('it was dispatched', () => store.dispatched.some(({ id }) => id === card!.id));
    expect(await outbox().find(card!.id)).toEqual(card);
    expect(await outbox().done(card!.id, card!.generation)).toBe(true);
    expect(await outbox().find(card!.id)).toBeNull();
    expect(await due('out', 'converge')).toEqual([]);
  });

  it('that became due again is one row, done only for the generation that was seen', async () => {
    accepted(await store.runs.create(starting('again')));
    const [first] = await due('again', 'converge');
    accepted(await store.runs.change('again', oneMore('again-2')));
    const [second, ...more] = await due('again', 'converge');
    expect(more).toEqual([]);
    expect(second).toEqual({ ...first, generation: first!.generation + 1 });
    expect(await outbox().done(first!.id, first!.generation)).toBe(false);
    expect(await outbox().done(second!.id, second!.generation)).toBe(true);
    accepted(await store.runs.change('again', oneMore('again-3')));
    expect(await due('again', 'converge')).toMatchObject([{ generation: 1 }]);
  });

  it('is overdue once the grace has passed', async () => {
    accepted(await store.runs.create(starting('late')));
    const ids = async (grace: number) => (await outbox().overdue(grace, 1000)).map(({ effect }) => effect.runId);
    expect(await ids(60_000_000_000)).not.toContain('late');
    expect(await ids(-60_000)).toContain('late');
  });
});

describe('the overdue effects of one kind', () => {
  it('come in pages that neither repeat nor skip, and hide behind no other kind', async () => {
    for (const n of [1, 2, 3]) accepted(await store.runs.create(starting(`page-${n}`)));
    const all = (await outbox().overdue(-60_000, 1000)).filter(({ effect }) => effect.do === 'run_stage');
    const paged: DueEffect[] = [];
    for (let after: DueEffect | null = null; ;) {
      const [next]: DueEffect[] = await outbox().overdue(-60_000, 1, { do: 'run_stage', after });
      if (!next) break;
      paged.push(next);
      after = next;
    }
    expect(all.length).toBeGreaterThanOrEqual(3);
    expect(paged.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
  });
});

describe('a stage that is due', () => {
  it.each([
    ['its attempt was claimed', withAttempt({ status: 'running' })],
    ['its attempt is over', withAttempt({ status: 'aborted' })],
    ['its epoch has passed', withAttempt({}, 2)],
  ])('is done when %s', async (_why, change) => {
    const id = `stage-${_why.replaceAll(' ', '-')}`;
    accepted(await store.runs.create(starting(id)));
    expect(await due(id, 'run_stage')).toHaveLength(1);
    accepted(await store.runs.change(id, change));
    expect(await due(id, 'run_stage')).toEqual([]);
  });

  it('stays while its attempt is queued', async () => {
    accepted(await store.runs.create(starting('waiting')));
    accepted(await store.runs.change('waiting', oneMore('waiting-2')));
    expect(await due('waiting', 'run_stage')).toMatchObject([
      { effect: { do: 'run_stage', runId: 'waiting', attemptId: 'waiting-attempt-1', epoch: 1 } },
    ]);
  });
});

describe('live output', () => {
  it('is kept in order, once, and moves the card at its own pace', async () => {
    accepted(await store.runs.create(starting('loud')));
    const [card] = await due('loud', 'converge');
    await outbox().done(card!.id, card!.generation);
    const { length } = store.dispatched;
    await store.runs.appendOutput('loud-attempt-1', 1, 'two\0');
    await store.runs.appendOutput('loud-attempt-1', 0, 'one ');
    await store.runs.appendOutput('loud-attempt-1', 1, 'two again');
    expect((await store.runs.find('loud'))!.run).toMatchObject({ outputs: 2, version: 1 });
    const [moved, ...more] = await due('loud', 'converge');
    expect(more).toEqual([]);
    expect(moved!.generation).toBe(2);
    expect(moved!.dueAt.getTime() - moved!.createdAt.getTime()).toBe(700);
    await until('it was dispatched', () => store.dispatched.length > length);
    expect(store.dispatched.slice(length)).toEqual([{ ...moved, generation: 1 }]);
  });
});

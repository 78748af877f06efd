import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createProjects } from '../../db/projects.ts';
import type { RunState } from '../../src/core/run/state.ts';
import {
  at,
  decide,
  here,
  oneMore,
  project,
  sampleAnswer,
  sampleArtifact,
  sampleAsk,
  sampleAttempt,
  sampleEntry,
  sampleMessage,
  sampleVersion,
  starting,
} from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();

const countEntries = async (runId: string): Promise<number> => {
  const [row] = await store.client.db.execute<{ n: number }>(
    sql`select count(*)::int as n from ledger where run_id = ${runId}`,
  );
  return row!.n;
};

describe('a run in the database', () => {
  it('is read back as it was decided', async () => {
    const decision = starting('whole');
    accepted(await store.runs.create(decision));
    expect(await store.runs.find('whole')).toEqual(decision.state);
    expect(await store.runs.find('nobody')).toBeNull();
  });

  it('keeps everything that a decision changed, and nothing else', async () => {
    accepted(await store.runs.create(starting('rich')));
    const artifact = sampleArtifact('rich', 'notes', { latest: 1, lastRunId: 'rich' });
    const version = sampleVersion(artifact.id, 1, 'Once upon a time');
    const held = { reason: 'person' as const, why: 'Ada asked', by: 'Ada', at };
    const cost = { microUsd: 12, inputTokens: 3, outputTokens: 4 };
    let expected: RunState | undefined;
    accepted(
      await store.runs.change('rich', (state) => {
        const lease = { token: 't', worker: 'w', until: new Date('2026-11-21T11:00:00.001Z') };
        const [queued] = state.attempts;
        expected = {
          ...state,
          run: { ...state.run, version: 2, status: 'paused', hold: held, spent: cost, clearance: null },
          attempts: [
            {
              ...queued!,
              status: 'running',
              lease,
              openStep: { number: 1, estimate: cost, at },
              continuation: { a: [1] },
            },
          ],
          asks: [sampleAsk('rich', 'rich-ask', { answers: [sampleAnswer('a1', 'ada')] })],
          checkpoints: [
            ...state.checkpoints,
            {
              ...{ number: 1, stage: 1, spent: cost, at },
              versions: { notes: { number: 1, digest: version.digest, length: version.length, rehearsal: true } },
            },
          ],
          artifacts: [{ ...artifact, canon: version }],
          messages: [sampleMessage('rich', 'rich-words', { where: here })],
          lastSteerer: 'ada',
        };
        return decide(expected, {
          versions: [version],
          bodies: [{ digest: version.digest, text: 'Once upon a time' }],
          entries: [sampleEntry('rich', 'rich-2', { status: { from: 'queued', to: 'paused' } })],
        });
      }),
    );
    // To the millisecond, the end of a lease is another each time: it goes through the clock of Postgres and back.
    const lease = { token: 't', worker: 'w', until: expect.any(Date) as Date };
    const attempts = expected!.attempts.map((attempt) => ({ ...attempt, lease }));
    expect(await store.runs.find('rich')).toEqual({ ...expected, attempts });
  });

  it('leaves out settled Asks, earlier votes, and attempts and messages that are over', async () => {
    accepted(await store.runs.create(starting('lean')));
    const done = (state: RunState) => ({ ...state.attempts[0]!, status: 'done' as const, endedAt: at });
    accepted(
      await store.runs.change('lean', (state) =>
        decide({
          ...state,
          attempts: [done(state), sampleAttempt('lean', 2)],
          asks: [
            sampleAsk('lean', 'lean-1', { answers: [sampleAnswer('lean-a1', 'ada')] }),
            sampleAsk('lean', 'lean-2', { kind: 'suggestion' }),
          ],
          messages: [
            sampleMessage('lean', 'lean-old', { status: 'delivered', deliveredTo: 'lean-attempt-1' }),
            sampleMessage('lean', 'lean-new'),
          ],
        }),
      ),
    );
    const outcome = {
      status: 'decided' as const,
      choice: 'accept' as const,
      by: 'Ada',
      words: null,
      where: here,
      at,
      why: null,
    };
    accepted(
      await store.runs.change('lean', (state) =>
        decide(
          { ...state, asks: [{ ...state.asks[0]!, revision: 2, answers: [] }] },
          { settled: [{ ...state.asks[1]!, status: 'decided', outcome }] },
        ),
      ),
    );
    const found = (await store.runs.find('lean'))!;
    expect(found.attempts.map(({ number }) => number)).toEqual([2]);
    expect(found.asks).toEqual([sampleAsk('lean', 'lean-1', { revision: 2 })]);
    expect(found.messages.map(({ id }) => id)).toEqual(['lean-new']);
  });

  it('names its summary', async () => {
    accepted(await store.runs.create(starting('summed')));
    const summary = sampleMessage('summed', 'summed-up', {
      kind: 'summary',
      origin: 'system',
      status: 'said',
      where: null,
    });
    accepted(await store.runs.change('summed', (state) => decide(state, { said: [summary] })));
    const rows = await store.client.db.execute(sql`select run_summary_message_id as id from runs where id = 'summed'`);
    expect([...rows]).toEqual([{ id: 'summed-up' }]);
  });

  it('takes from the project the artifacts that its stages make, and no others', async () => {
    accepted(await store.runs.create(starting('sharing')));
    accepted(
      await store.runs.change('sharing', (state) =>
        decide({ ...state, artifacts: [sampleArtifact(null, 'tag'), sampleArtifact(null, 'notes')] }),
      ),
    );
    expect((await store.runs.find('sharing'))!.artifacts.map(({ name }) => name)).toEqual(['tag']);
  });
});

describe('changes of a run', () => {
  it('all count when twenty come at once', async () => {
    accepted(await store.runs.create(starting('busy')));
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) => store.runs.change('busy', oneMore(`busy-${n}`))),
    );
    outcomes.forEach(accepted);
    const { run } = (await store.runs.find('busy'))!;
    expect(run).toMatchObject({ round: 20, version: 21 });
    expect(await countEntries('busy')).toBe(21);
  });

  it('of an artifact that two runs share all count', async () => {
    const ids = ['left', 'right'];
    for (const id of ids) accepted(await store.runs.create(starting(id)));
    const write = (n: number) => (state: RunState) => {
      const seen = state.artifacts.find(({ name }) => name === 'tag');
      const version = sampleVersion('paper.tag', (seen?.latest ?? 0) + 1, `text ${n}`);
      const artifact = sampleArtifact(null, 'tag', { canon: version, latest: version.number, lastRunId: state.run.id });
      return decide(
        { ...state, artifacts: [...state.artifacts.filter((a) => a !== seen), artifact] },
        { versions: [version], bodies: [{ digest: version.digest, text: `text ${n}` }] },
      );
    };
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, n) => store.runs.change(ids[n % 2]!, write(n))));
    const counted = outcomes.filter((outcome) => !('refused' in outcome)).length;
    const shared = (await store.runs.find('left'))!.artifacts.find(({ name }) => name === 'tag');
    expect(shared).toMatchObject({ latest: counted, canon: { number: counted } });
    expect(counted).toBeGreaterThan(1);
  });

  it('that are refused, or change nothing, leave no trace', async () => {
    accepted(await store.runs.create(starting('still')));
    const refused = await store.runs.change('still', () => ({ refused: 'empty' }), 'still-delivery');
    expect(refused).toEqual({ refused: 'empty' });
    const before = store.dispatched.length;
    accepted(await store.runs.change('still', (state) => decide(state), 'still-delivery'));
    accepted(await store.runs.change('still', oneMore('still-2'), 'still-delivery'));
    expect((await store.runs.find('still'))!.run.version).toBe(2);
    expect(store.dispatched.slice(before).every(({ effect }) => effect.runId === 'still')).toBe(true);
    expect(await store.runs.change('missing', oneMore('x'))).toEqual({
      refused: 'not_found',
      what: 'run',
      id: 'missing',
    });
  });

  it('whose rule fails leave no trace', async () => {
    accepted(await store.runs.create(starting('faulty')));
    const broken = store.runs.change('faulty', () => {
      throw new Error('bug-in-a-rule');
    });
    await expect(broken).rejects.toThrow('bug-in-a-rule');
    accepted(await store.runs.change('faulty', oneMore('faulty-2')));
  });

  it('give up with a refusal when they are outrun each time', async () => {
    accepted(await store.runs.create(starting('outrun')));
    const outcome = await store.runs.change('outrun', (state) =>
      // A shared artifact whose seen state is never the true one.
      decide({ ...state, artifacts: [sampleArtifact(null, 'tag', { id: 'another-id-for-tag' })] }),
    );
    expect(outcome).toEqual({ refused: 'contended' });
  });
});

describe('a delivery', () => {
  it('counts once, however often and however close together it comes', async () => {
    accepted(await store.runs.create(starting('clicked')));
    const clicks = Array.from({ length: 5 }, (_, n) =>
      store.runs.change('clicked', oneMore(`clicked-${n}`), 'click-1'),
    );
    const outcomes = await Promise.all(clicks);
    expect(outcomes.filter((outcome) => 'refused' in outcome)).toEqual(Array(4).fill({ refused: 'repeated' }));
    expect((await store.runs.find('clicked'))!.run.round).toBe(1);
  });

  it('starts one run; its trigger starts no other', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => store.runs.create(starting('once'), 'start-1')));
    expect(outcomes.filter((outcome) => 'refused' in outcome)).toEqual(Array(2).fill({ refused: 'repeated' }));
    const again = starting('twice', { trigger: starting('once').state.run.trigger });
    expect(await store.runs.create(again, 'start-2')).toEqual({ refused: 'used_trigger', runId: 'once' });
    expect(await store.runs.find('twice')).toBeNull();
  });

  it('does not use up the trigger of the same name in another project', async () => {
    const elsewhere = { ...project, project: 'beta' };
    await createProjects(store.client).put({ project: elsewhere, folder: '/tmp/beta' });
    const { trigger } = starting('nightly').state.run;
    accepted(await store.runs.create(starting('beta-nightly', { projectId: 'beta', trigger }), 'nightly-1'));
    accepted(await store.runs.create(starting('nightly'), 'nightly-2'));
    const again = starting('nightly-again', { trigger });
    expect(await store.runs.create(again, 'nightly-3')).toEqual({ refused: 'used_trigger', runId: 'nightly' });
  });
});

describe('a lease', () => {
  it('is renewed by its token only, and a decision made meanwhile keeps the renewal', async () => {
    accepted(await store.runs.create(starting('leased')));
    const until = new Date('2026-11-21T10:00:10.000Z');
    const lease = { token: 'mine', worker: 'w', until };
    accepted(
      await store.runs.change('leased', (state) =>
        decide({ ...state, attempts: [{ ...state.attempts[0]!, status: 'running', lease }] }),
      ),
    );
    const later = new Date('2026-11-21T10:00:20.000Z');
    const latest = new Date('2026-11-21T10:00:30.000Z');
    expect(await store.runs.renew('leased-attempt-1', 'other', later)).toBe(false);
    expect(await store.runs.renew('leased-attempt-1', 'mine', later)).toBe(true);
    const bump = (state: RunState) =>
      decide({ ...state, attempts: [{ ...state.attempts[0]!, steps: state.attempts[0]!.steps + 1 }] });
    await Promise.all([
      ...Array.from({ length: 5 }, () => store.runs.change('leased', bump)),
      store.runs.renew('leased-attempt-1', 'mine', latest),
    ]);
    const [attempt] = (await store.runs.find('leased'))!.attempts;
    expect(attempt?.steps).toBe(5);
    // Within five seconds: it has gone through the clock of Postgres and back.
    expect(attempt?.lease?.until.getTime()).toBeCloseTo(latest.getTime(), -4);
  });
});

import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createTalks } from '../../db/talks.ts';
import { createViews } from '../../db/views.ts';
import { digestText } from '../../src/core/digest.ts';
import type { GrantView } from '../../src/core/ports.ts';
import type { RunState } from '../../src/core/run/state.ts';
import type { Grant } from '../../src/core/stage/grant.ts';
import { at, decide, sampleAsk, starting } from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();

const turn = (talk: string, number: number, attemptId: string, said: unknown) => {
  const text = JSON.stringify(said);
  const digest = digestText(text);
  return { row: { talk, number, attemptId, digest }, body: { digest, text } };
};

const grantOf = (id: string, runId: string | null, more: Partial<Grant> = {}): Grant => ({
  ...{
    id,
    projectId: 'paper',
    pipelineId: 'article',
    stageId: 'draft',
    runId,
    tool: 'shell',
    about: 'ls',
    askId: 'ask',
  },
  ...{ by: 'Ada', at, digest: null, expiresAt: null, revokedAt: null, revokedBy: null },
  ...more,
});

async function created(id: string): Promise<RunState> {
  accepted(await store.runs.create(starting(id)));
  return (await store.runs.find(id))!;
}

describe('an agent in the database', () => {
  it('finds its talk again in order, with what people said to its calls', async () => {
    const { attempts } = await created('talk');
    const reply = { callId: 'c', askId: 'a', digest: 'd', choice: 'reject' as const, words: 'No.', by: 'Ada', at };
    const attempt = { ...attempts[0]!, talk: 'talk', turns: 2, ownTurns: 1, wrappedUp: true, replies: [reply] };
    const said = [{ role: 'user' }, ['a', null, 'ü']].map((it, index) => turn('talk', index + 1, attempt.id, it));
    const kept = { turns: said.map(({ row }) => row), bodies: said.map(({ body }) => body) };
    accepted(await store.runs.change('talk', (state) => decide({ ...state, attempts: [attempt] }, kept)));
    expect((await store.runs.find('talk'))?.attempts).toEqual([attempt]);
    expect(await createTalks(store.client).read('talk')).toEqual([
      { said: { role: 'user' } },
      { said: ['a', null, 'ü'] },
    ]);
    await store.client.db.execute(sql`update bodies set text = null where digest = ${said[0]!.body.digest}`);
    expect(await createTalks(store.client).read('talk')).toEqual([null, { said: ['a', null, 'ü'] }]);
    expect(await createTalks(store.client).read('other')).toEqual([]);
  });

  it('says nothing twice under one number', async () => {
    const { attempts } = await created('twice');
    const { row, body } = turn('twice', 1, attempts[0]!.id, 'a');
    const kept = { turns: [row], bodies: [body] };
    accepted(await store.runs.change('twice', (state) => decide(state, kept)));
    await expect(store.runs.change('twice', (state) => decide(state, kept))).rejects.toThrow();
  });

  it('has the permissions of its run, and those of every run of its pipeline that were not taken back', async () => {
    const { run } = await created('one');
    await created('two');
    const { pipelineId } = run;
    const all = [
      grantOf('of one', 'one', { pipelineId }),
      grantOf('of all', null, { pipelineId, expiresAt: new Date('2027-01-01') }),
      grantOf('of another pipeline', null, { pipelineId: 'other' }),
    ];
    accepted(await store.runs.change('one', (state) => decide({ ...state, grants: all })));
    const idsOf = async (id: string) => (await store.runs.find(id))!.grants.map((it) => it.id).sort();
    expect(await idsOf('one')).toEqual(['of all', 'of one']);
    expect(await idsOf('two')).toEqual(['of all']);
    expect((await store.runs.find('two'))!.grants[0]).toEqual(all[1]);
    const revoked = (grant: Grant) => ({ ...grant, revokedAt: at, revokedBy: 'Ada' });
    accepted(await store.runs.change('one', (state) => decide({ ...state, grants: state.grants.map(revoked) })));
    expect([await idsOf('one'), await idsOf('two')]).toEqual([['of one'], []]);
  });

  it('has all that is in force in its project: of runs that go on, and of pipelines, newest first', async () => {
    const { run } = await created('asked');
    await created('goes on');
    const { pipelineId } = run;
    const ask = { asks: [sampleAsk('asked', 'ask-of-all')] };
    const later = new Date(at.getTime() + 1000);
    const of = (id: string, runId: string | null, more: Partial<Grant> = {}) =>
      grantOf(id, runId, { pipelineId, askId: 'ask-of-all', ...more });
    const all = [
      of('own', 'asked'),
      of('everywhere', null, { expiresAt: new Date('2027-01-01'), at: later }),
      of('over', null, { expiresAt: later }),
      of('revoked', 'asked', { revokedAt: at, revokedBy: 'Ada' }),
    ];
    accepted(await store.runs.change('asked', (state) => decide({ ...state, ...ask, grants: all })));
    accepted(await store.runs.change('goes on', (state) => decide({ ...state, grants: [of('other', 'goes on')] })));
    const inForce = async (limit = 10) =>
      (await createViews(store.client).grants('paper', later, limit)).filter(isHere);
    const isHere = ({ grant }: GrantView): boolean => grant.askId === 'ask-of-all';
    const named = (found: GrantView[]) => found.map(({ grant, run: given }) => [grant.id, given.id]);
    const own = [
      ['everywhere', 'asked'],
      ['other', 'goes on'],
      ['own', 'asked'],
    ];
    const first = await inForce();
    expect(named(first)).toEqual(own);
    expect(first[0]).toMatchObject({ grant: all[1], definition: { pipeline: { id: 'notes' } } });
    expect(named(await inForce(1))).toEqual(own.slice(0, 1));
    const end = (state: RunState): RunState => ({ ...state, run: { ...state.run, status: 'cancelled', endedAt: at } });
    accepted(await store.runs.change('asked', (state) => decide(end(state))));
    expect(named(await inForce())).toEqual(own.slice(0, 2));
  });
});

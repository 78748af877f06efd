import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Client } from '../../../db/client.ts';
import { migrate } from '../../../db/migrate.ts';
import { createRecords } from '../../../db/records.ts';
import { actorKeyOf } from '../../../src/core/records/actor-key.ts';
import { CursorError, type Page, type PageRequest } from '../../../src/core/records/page.ts';
import type { ActivityFilter, Records } from '../../../src/core/records/records.ts';
import { freshDatabase } from '../../setup/database.ts';
import { entriesPerRun, fill } from './volume.ts';

const database = freshDatabase();
const until = new Date('2026-11-21T00:00:00Z');
const since = new Date('2026-10-22T00:00:00Z');
const runs = 200;
let client: Client;
let records: Records;

beforeAll(async () => {
  await migrate(database.url);
  client = connect(database.url);
  records = createRecords(client);
  await fill(client.sql, { runs, days: 30, until });
});
afterAll(() => client.close());

const projectIds = ['paper', 'film', 'quiet'];

/** Everything that an answer gives from page to page. */
async function whole<T>(ask: (page: PageRequest) => Promise<Page<T>>, limit = 7): Promise<T[]> {
  const items: T[] = [];
  for (let after: string | null = null; ;) {
    const page = await ask({ limit, after });
    items.push(...page.items);
    if (page.next === null) return items;
    expect(page.items).toHaveLength(limit);
    after = page.next;
  }
}

describe('a list, page by page', () => {
  it('gives every run once, newest first', async () => {
    const all = await whole((page) => records.runs({ projectIds }, page));
    expect(new Set(all.map(({ id }) => id)).size).toBe(runs);
    expect(all).toEqual(all.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime()));
  });

  it('gives items of one moment once each', async () => {
    await client.sql`update runs set started_at = ${until} where status = 'cancelled'`;
    const all = await whole((page) => records.runs({ projectIds, statuses: ['cancelled'] }, page), 1);
    expect(new Set(all.map(({ id }) => id)).size).toBe(4);
  });

  it('gives every entry once, newest first', async () => {
    const all = await whole((page) => records.activity({ projectIds }, page), 90);
    expect(all).toHaveLength(runs * entriesPerRun);
    expect(all.map(({ ordinal }) => ordinal)).toEqual(all.map(({ ordinal }) => ordinal).toSorted((a, b) => b - a));
  });

  it('gives open Asks oldest first, and settled ones by their outcome, newest first', async () => {
    const open = await whole((page) => records.openAsks({ projectIds }, page), 2);
    const settled = await whole((page) => records.settledAsks({ projectIds }, page), 30);
    expect(open.length).toBeGreaterThan(2);
    expect(open.length + settled.length).toBe(runs * 2);
    const opened = open.map(({ ask }) => ask.openedAt.getTime());
    expect(opened).toEqual(opened.toSorted((a, b) => a - b));
    const outcomes = settled.map(({ ask }) => ask.outcome?.at.getTime() ?? 0);
    expect(outcomes).toEqual(outcomes.toSorted((a, b) => b - a));
    const [first] = settled;
    expect(first?.ask.answers).toHaveLength(first?.ask.status === 'decided' ? 1 : 0);
    expect(first?.run).toMatchObject({ id: first?.ask.runId, projectId: first?.ask.projectId, epoch: 3 });
  });

  it('refuses a cursor that is made up, broken, or of another question', async () => {
    const { next } = await records.runs({ projectIds }, { limit: 1, after: null });
    const forged = Buffer.from(JSON.stringify(['activity', "1' or true"])).toString('base64url');
    for (const after of ['', 'nonsense', `${next}x`, forged, next]) {
      await expect(records.activity({ projectIds }, { limit: 1, after })).rejects.toThrow(CursorError);
    }
  });
});

describe('a filter', () => {
  it('keeps to the projects that it names, each once', async () => {
    const all = await whole((page) => records.activity({ projectIds: ['film', 'film'] }, page), 100);
    expect(all).toHaveLength(40 * entriesPerRun);
    expect(new Set(all.map(({ entry }) => entry.projectId))).toEqual(new Set(['film']));
    expect(await whole((page) => records.activity({ projectIds: [] }, page))).toEqual([]);
    const [other] = all;
    const runId = other?.run?.id ?? '';
    expect(await whole((page) => records.activity({ projectIds: ['paper'], runId }, page))).toEqual([]);
  });

  it.each<[string, Omit<ActivityFilter, 'projectIds'>]>([
    ['kinds', { kinds: ['run.started', 'attempt.done'] }],
    ['an actor', { actor: 'p3' }],
    ['an actor of ours', { actor: 'system:worker' }],
    ['an actor and kinds', { actor: 'p3', kinds: ['run.paused', 'attempt.done'] }],
  ])('by %s finds what a look at everything finds', async (_what, filter) => {
    const all = await whole((page) => records.activity({ projectIds }, page), 200);
    const wanted = all.filter(
      ({ entry }) =>
        (filter.actor === undefined || actorKeyOf(entry.actor) === filter.actor) &&
        (filter.kinds === undefined || filter.kinds.includes(entry.kind)),
    );
    expect(wanted.length).toBeGreaterThan(4);
    expect(await whole((page) => records.activity({ projectIds, ...filter }, page))).toEqual(wanted);
    const runId = wanted[0]?.run?.id ?? '';
    const ofRun = wanted.filter(({ run }) => run?.id === runId);
    expect(await whole((page) => records.activity({ projectIds, runId, ...filter }, page))).toEqual(ofRun);
  });

  it('by pipeline and status finds the runs that have both', async () => {
    const found = await whole((page) => records.runs({ projectIds, pipelineId: 'notes', statuses: ['failed'] }, page));
    expect(found.map(({ title }) => title)).toEqual(['Notes number 3']);
    expect(await whole((page) => records.runs({ projectIds, pipelineId: 'none' }, page))).toEqual([]);
  });
});

describe('one thing', () => {
  it('is an entry with its run, and nothing where there is none', async () => {
    const [newest] = (await records.activity({ projectIds }, { limit: 1, after: null })).items;
    expect(await records.entry(newest?.entry.id ?? '')).toEqual(newest);
    expect(await records.entry('none')).toBeNull();
  });

  it('is everybody who appears, once, by name', async () => {
    const actors = await records.actors(projectIds);
    expect(actors).toHaveLength(42);
    expect(actors).toContainEqual({ id: 'system:worker', name: 'worker' });
    expect(await records.actors(['film'])).not.toContainEqual({ id: 'p1', name: 'P1' });
  });

  it("is a run's artifacts, and of the project's those versions that it made", async () => {
    const [run] = (await records.runs({ projectIds: ['paper'] }, { limit: 1, after: null })).items;
    await client.sql`
      insert into ledger (id, project_id, run_id, kind, actor, at, subject, payload)
      values ('edit', 'paper', ${run?.id ?? ''}, 'artifact.edited', '{"kind": "system", "name": "worker"}', now(),
        '{"artifact": "paper.tag"}', '{"version": 7}')`;
    const found = await records.artifacts(run?.id ?? '');
    expect(found.map(({ artifact, versions }) => [artifact.name, artifact.runId, versions.length])).toEqual([
      ['notes', run?.id, 1],
      ['tag', null, 140],
    ]);
    expect(await records.artifact('paper.tag')).toEqual(found[1]);
    expect(await records.artifact('none')).toBeNull();
  });
});

it('P16: finds what agents ask alike only to the letter', async () => {
  const open = await whole((page) => records.openAsks({ projectIds }, page));
  const [first, other] = open.filter(({ run }) => run.projectId === open[0]?.run.projectId);
  await client.sql`update runs set pipeline_id = 'mend' where id in (${first!.run.id}, ${other!.run.id})`;
  const alike = async (...subjects: object[]): Promise<number> => {
    const at = { stage: 0, stageId: 'fix', attemptId: 'a', callId: 'c' };
    for (const [index, found] of [first, other].entries()) {
      const subject = JSON.stringify({ ...at, ...subjects[index] });
      await client.sql`update asks set subject = ${subject}::text::jsonb where id = ${found!.ask.id}`;
    }
    return (await whole((page) => records.openAsks({ projectIds, alike: first!.ask.id }, page))).length;
  };
  const asked = { about: 'question', text: 'Which?', options: ['a'] };
  expect(await alike(asked, asked)).toBe(2);
  expect(await alike(asked, { ...asked, text: 'Why?' })).toBe(1);
  expect(await alike(asked, { ...asked, options: [] })).toBe(1);
  const call = {
    about: 'tool_call',
    tool: 'shell',
    what: null,
    digest: 'd',
    words: {},
    grants: 'run',
    irreversible: false,
  };
  expect(await alike(call, call)).toBe(2);
  expect(await alike(call, { ...call, digest: 'other' })).toBe(1);
});

it('counts open Asks as a look at each does, and no further than it is asked to', async () => {
  const all = (await whole((page) => records.openAsks({ projectIds }, page))).length;
  expect(all).toBeGreaterThan(2);
  expect(await records.countOpenAsks(projectIds, 100_000)).toBe(all);
  expect(await records.countOpenAsks([...projectIds, ...projectIds], 100_000)).toBe(all);
  expect(await records.countOpenAsks(projectIds, 2)).toBe(2);
  expect(await records.countOpenAsks([], 100)).toBe(0);
});

describe('the numbers', () => {
  it('count each run of the span once, by day and by outcome', async () => {
    const { byDay, runsByOutcome, costByRun } = await records.numbers(projectIds, since, until);
    const runsSince = (await whole((page) => records.runs({ projectIds }, page), 200)).filter(
      ({ startedAt }) => startedAt >= since && startedAt < until,
    );
    expect(byDay).toHaveLength(30);
    expect(byDay.reduce((sum, { started }) => sum + started, 0)).toBe(runsSince.length);
    expect(runsByOutcome.reduce((sum, { count }) => sum + count, 0)).toBe(runsSince.length);
    const spent = runsSince.map((run) => run.spent.microUsd).toSorted((a, b) => b - a);
    expect(byDay.reduce((sum, { microUsd }) => sum + microUsd, 0)).toBe(spent.reduce((a, b) => a + b, 0));
    expect(costByRun.map(({ cost }) => cost.microUsd)).toEqual(spent.slice(0, 20));
  });

  it('tell how long answers took, as a look at every answer does', async () => {
    const { timeToAnswer, underTwoSeconds } = await records.numbers(projectIds, since, until);
    const waited = (await whole((page) => records.settledAsks({ projectIds, kinds: ['gate'] }, page), 200))
      .filter(({ ask }) => ask.status === 'decided' && ask.outcome && ask.outcome.at < until && ask.outcome.at >= since)
      .map(({ ask }) => (ask.outcome?.at.getTime() ?? 0) - ask.openedAt.getTime())
      .toSorted((a, b) => a - b);
    const at = (part: number): number => waited[Math.ceil(waited.length * part) - 1] ?? 0;
    expect(timeToAnswer.find(({ kind }) => kind === 'gate')).toEqual({
      kind: 'gate',
      decided: waited.length,
      p50: at(0.5),
      p90: at(0.9),
      slowest: waited.at(-1),
    });
    const fast = waited.filter((ms) => ms < 2000).length;
    expect(underTwoSeconds.find(({ kind }) => kind === 'gate')).toEqual({ kind: 'gate', decided: waited.length, fast });
  });

  it('say how long the open Asks have waited', async () => {
    const open = await whole((page) => records.openAsks({ projectIds }, page));
    const { openAsks } = await records.numbers(projectIds, since, until);
    expect(openAsks.reduce((sum, { count }) => sum + count, 0)).toBe(open.length);
  });

  it('are empty where nothing happened', async () => {
    expect(await records.numbers([], since, until)).toMatchObject({
      timeToAnswer: [],
      runsByOutcome: [],
      costByRun: [],
    });
  });
});

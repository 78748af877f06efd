import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/cards/plain.ts';
import type { Ask } from '../../src/core/ask/ask.ts';
import { mostAtOnce, type BulkItem } from '../../src/core/bulk.ts';
import { projectSchema } from '../../src/core/project/definition.ts';
import { noCost } from '../../src/core/run/run.ts';
import { createPeople } from '../../db/people.ts';
import type { Freshness, Groups } from '../../src/core/people/groups.ts';
import { noLinks } from '../setup/people.ts';
import { cancelled, claimed, edited, suggested } from './drafts.ts';
import { createWorld, gatedRun, startedRun, type World } from './world.ts';

const itemOf = ({ id: askId, revision, digest }: Ask): BulkItem => ({ askId, revision, digest });
const gateOf = (world: World, runId: string): Ask => world.states.get(runId)!.asks[0]!;
const approve = (...asks: Ask[]) => ({ verb: 'approve' as const, items: asks.map(itemOf) });
const endsOf = (results: { end: string }[]): string[] => results.map(({ end }) => end);
const long = 'A line of the notes.\n'.repeat(200);

/** The gates of so many runs. */
async function gates(world: World, n: number): Promise<Ask[]> {
  const found: Ask[] = [];
  for (let i = 0; i < n; i++) found.push((await gatedRun(world, `Draft ${i}.`)).gate);
  return found;
}

/** Notes that two of three people must approve; the starter may not. */
const quorum = (base: World['film']) =>
  projectSchema.parse({
    ...base,
    people: [
      ...base.people.map((it) => (it.id === 'ines' ? { ...it, may: ['view', 'decide'] } : it)),
      { id: 'olu', name: 'Olu', may: ['decide'], accounts: { console: 'local/olu' } },
    ],
    pipelines: base.pipelines.map((pipeline) => ({
      ...pipeline,
      stages: pipeline.stages.map((stage, n) =>
        n === 0
          ? { ...stage, time_limit: '10m', gate: { quorum: 2, exclude: ['starter'] } }
          : { ...stage, time_limit: '10m' },
      ),
    })),
  });

/** A run whose next stage can't be undone, at the gate before it. */
async function beforeTag(world: World): Promise<Ask> {
  const { runId, gate } = await gatedRun(world);
  await world.answerAll(approve(gate), 'mara');
  return gateOf(world, runId);
}

describe('answering many at once', () => {
  it('S4-39: tells a result for each: answered, asked anew, to be read first, settled by somebody faster', async () => {
    const world = createWorld();
    const [first, second, changed, taken] = (await gates(world, 4)) as [Ask, Ask, Ask, Ask];
    const { gate: unread } = await gatedRun(world, long);
    await edited(world, changed.runId);
    await world.answerAll(approve(taken), 'jon');
    const results = await world.answerAll(approve(first, second, changed, unread, taken), 'mara');
    expect(endsOf(results)).toEqual(['answered', 'answered', 'revised', 'left_out', 'refused']);
    expect(results.map(({ code }) => code)).toEqual([null, null, 'outdated_ask', 'read_first', 'ask_settled']);
    expect(results[0]).toMatchObject({
      about: { question: 'Approve “Draft”?', runTitle: 'The notes' },
      text: ['Approved.'],
    });
    expect(plainText(results[4]!.text)).toMatch(/^Jon approved this \d+ seconds? earlier/);
    expect([first, second].map(({ id }) => world.settled.get(id)?.outcome?.by)).toEqual(['Mara', 'Mara']);
    expect(gateOf(world, changed.runId)).toMatchObject({ status: 'open', revision: 2, answers: [] });
    expect(gateOf(world, unread.runId)).toMatchObject({ status: 'open', answers: [] });
  });

  it('does nothing twice when the whole order comes again, and tells the same', async () => {
    const world = createWorld();
    const asks = await gates(world, 3);
    await edited(world, asks[2]!.runId);
    const first = await world.answerAll(approve(...asks), 'mara', { delivery: 'once' });
    const entries = world.entries.length;
    expect(await world.answerAll(approve(...asks), 'mara', { delivery: 'once' })).toEqual(first);
    expect(world.entries.length).toBe(entries);
    expect(world.refused.size).toBe(1);
    // The same from a form of its own is another answer, and is told that it came too late.
    const again = await world.answerAll(approve(...asks), 'mara');
    expect(again.map(({ code }) => code)).toEqual(['ask_settled', 'ask_settled', 'outdated_ask']);
  });

  it('R10: of two people in the same instant, each Ask has one winner, and the other learns who it was', async () => {
    const world = createWorld();
    const asks = await gates(world, 5);
    const [maras, jons] = await Promise.all(['mara', 'jon'].map((who) => world.answerAll(approve(...asks), who)));
    for (const [index, { id }] of asks.entries()) {
      const both = [maras![index]!, jons![index]!];
      expect(endsOf(both).sort()).toEqual(['answered', 'refused']);
      const loser = both.find(({ end }) => end === 'refused')!;
      expect(plainText(loser.text)).toContain(`${world.settled.get(id)?.outcome?.by} approved this`);
    }
  });

  it('P11: counts votes, told with how many more it takes, and again when the order comes again', async () => {
    const { film } = createWorld();
    const world = createWorld({ project: quorum(film) });
    const asks = await gates(world, 2);
    const votes = await world.answerAll(approve(...asks), 'jon', { delivery: 'vote' });
    expect(endsOf(votes)).toEqual(['voted', 'voted']);
    expect(votes[0]!.text).toEqual(['Counted. 1 more person is needed.']);
    expect(await world.answerAll(approve(...asks), 'jon', { delivery: 'vote' })).toEqual(votes);
    expect((await world.answerAll(approve(...asks), 'jon')).map(({ code }) => code)).toEqual(
      asks.map(() => 'already_answered'),
    );
    expect(endsOf(await world.answerAll(approve(...asks), 'ines'))).toEqual(['answered', 'answered']);
    expect(world.settled.size).toBe(2);
  });

  it('tells a vote that is sent again that its run has ended meanwhile, never that it decided', async () => {
    const { film } = createWorld();
    const world = createWorld({ project: quorum(film) });
    const [ask] = (await gates(world, 1)) as [Ask];
    const send = () => world.answerAll(approve(ask), 'jon', { delivery: 'vote' });
    expect(endsOf(await send())).toEqual(['voted']);
    await cancelled(world, ask.runId);
    expect(await send()).toMatchObject([
      {
        end: 'refused',
        code: 'ask_settled',
        text: ['Withdrawn: its run no longer asks it. Nobody approved or rejected it.'],
      },
    ]);
  });

  it('P6: refuses whom a single press refuses, each in the ledger, once', async () => {
    const { film } = createWorld();
    const world = createWorld({ project: quorum(film) });
    const asks = await gates(world, 2);
    const ends = async (who: string) =>
      (await world.answerAll(approve(...asks), who, { delivery: who })).map(({ code }) => code);
    expect(await ends('nobody')).toEqual(['stranger', 'stranger']);
    expect(await ends('mara')).toEqual(['excluded', 'excluded']);
    expect(await ends('mara')).toEqual(['excluded', 'excluded']);
    expect([...world.refused.values()].map(({ payload, subject }) => ({ ...payload, ...subject }))).toEqual([
      ...asks.map(({ id }) => ({ verb: 'approve', refused: 'stranger', ask: id })),
      ...asks.map(({ id }) => ({ verb: 'approve', refused: 'excluded', ask: id })),
    ]);
    expect(world.settled.size).toBe(0);
  });

  it('refuses one who may not decide before it says what is answered alone', async () => {
    const world = createWorld();
    const { gate } = await gatedRun(world, long);
    expect(await world.answerAll(approve(gate), 'ines')).toMatchObject([{ end: 'refused', code: 'not_permitted' }]);
    expect(world.refused.size).toBe(1);
    expect(await world.answerAll(approve(gate), 'mara')).toMatchObject([{ end: 'left_out', code: 'read_first' }]);
  });

  it('says nothing about an Ask to whoever may not look at it', async () => {
    const { film } = createWorld();
    const world = createWorld({ project: quorum(film) });
    const asks = await gates(world, 1);
    for (const who of ['nobody', 'olu'])
      expect(await world.answerAll(approve(...asks), who)).toMatchObject([{ about: null }]);
    expect(await world.answerAll(approve(...asks), 'ines')).toMatchObject([{ about: { runTitle: 'The notes' } }]);
  });

  it('P14: leaves out what cannot be undone', async () => {
    const world = createWorld();
    const tag = await beforeTag(world);
    expect(tag.choices[0]).toMatchObject({ id: 'approve', irreversible: true });
    expect(await world.answerAll(approve(tag), 'mara')).toMatchObject([{ end: 'left_out', code: 'irreversible' }]);
    expect(gateOf(world, tag.runId).status).toBe('open');
  });

  it('S7: decides nothing that cannot be undone on what was known of a group a minute ago', async () => {
    const asked: Freshness[] = [];
    const editors: Groups = {
      of: async (_, among, freshness) => (asked.push(freshness), { kind: 'member', name: 'Kim', groups: among }),
      nameOf: async () => null,
    };
    const { film } = createWorld();
    const world = createWorld({
      project: { ...film, groups: [{ discord: '11/22', may: ['view', 'decide'] }] },
      people: (projects) => createPeople({ projects, links: noLinks, groups: { slack: null, discord: editors } }),
    });
    const kim = { account: { surface: 'discord', team: '11', user: '5' } } as const;
    const tag = await beforeTag(world);
    const [draft] = (await gates(world, 1)) as [Ask];
    expect((await world.answerAll(approve(tag, draft), '', kim)).map(({ code }) => code)).toEqual([
      'irreversible',
      null,
    ]);
    expect([...world.settled.values()].map(({ outcome }) => outcome?.by)).toContain('Kim (group member)');
    expect(gateOf(world, tag.runId)).toMatchObject({ status: 'open', answers: [] });
    expect(asked).not.toContain('now');
  });

  it('S7: not even when what barred it at the first look has gone under the lock', async () => {
    let meanwhile = (): void => undefined;
    const world = createWorld({ fail: () => (meanwhile(), null) });
    const tag = await beforeTag(world);
    const [draft] = (await gates(world, 1)) as [Ask];
    const barring = (ask: Ask, excluded: string[]): void => {
      const state = world.states.get(ask.runId)!;
      world.states.set(ask.runId, { ...state, asks: [{ ...ask, policy: { ...ask.policy, excluded } }] });
    };
    for (const ask of [tag, draft]) barring(ask, ['mara']);
    meanwhile = () => [tag, draft].forEach((ask) => world.states.get(ask.runId)?.asks.length && barring(ask, []));
    const results = await world.answerAll(approve(tag, draft), 'mara');
    // The control: what can be undone was decided all the same.
    expect(results.map(({ end, code }) => [end, code])).toEqual([
      ['refused', 'confirm_needed'],
      ['answered', null],
    ]);
  });

  it('leaves out a run that stopped itself, and what needs a reason', async () => {
    const world = createWorld();
    const { gate } = await gatedRun(world);
    const { run } = await startedRun(world);
    const held = claimed(world, run.id);
    const failure = { error: 'It fell over.', reason: 'stage_failed', passing: false, certain: true } as const;
    world.work(run.id, { kind: 'fail', ...held, ...failure, cost: noCost });
    const blocker = gateOf(world, run.id);
    expect(blocker.kind).toBe('blocker');
    const order = { verb: 'reject' as const, items: [itemOf(gate), itemOf(blocker)] };
    expect((await world.answerAll(order, 'mara')).map(({ code }) => code)).toEqual(['needs_words', 'blocker']);
    expect(world.settled.size).toBe(0);
  });

  it.each([
    ['approve', 'accept'],
    ['reject', 'reject'],
  ] as const)('takes %s for what a suggestion calls %s, with no reason needed', async (verb, choice) => {
    const world = createWorld();
    const suggestion = await suggested(world);
    expect(endsOf(await world.answerAll({ verb, items: [itemOf(suggestion)] }, 'jon'))).toEqual(['answered']);
    expect(world.settled.get(suggestion.id)?.outcome).toMatchObject({ choice, by: 'Jon' });
  });

  it('P13: answers nothing under a digest that was not the shown one', async () => {
    const world = createWorld();
    const [ask] = (await gates(world, 1)) as [Ask];
    const forged = { verb: 'approve' as const, items: [{ ...itemOf(ask), digest: '0'.repeat(64) }] };
    expect(await world.answerAll(forged, 'mara')).toMatchObject([{ end: 'revised', code: 'outdated_ask' }]);
    expect(world.settled.size).toBe(0);
    expect(endsOf(await world.answerAll(approve(ask), 'mara'))).toEqual(['answered']);
  });

  it('answers so many at once and no more, and one that is named twice once', async () => {
    const world = createWorld();
    const asks = await gates(world, mostAtOnce + 1);
    const results = await world.answerAll(approve(asks[0]!, ...asks), 'mara');
    expect(results.map(({ askId }) => askId)).toEqual(asks.map(({ id }) => id));
    expect(results.at(-1)).toMatchObject({ end: 'left_out', code: 'too_many' });
    expect(world.settled.size).toBe(mostAtOnce);
  });

  it('tells that nobody knows the Ask any more', async () => {
    const world = createWorld();
    const items = [{ askId: 'ask_gone', revision: 1, digest: '' }];
    expect(await world.answerAll({ verb: 'approve', items }, 'mara')).toMatchObject([
      { end: 'refused', code: 'not_found' },
    ]);
  });

  it('R3: stops at an outage, says which were not reached, and goes on when the same is sent again', async () => {
    let left = Infinity;
    const world = createWorld({ fail: () => (left-- > 0 ? null : new Error('database gone')) });
    const asks = await gates(world, 3);
    left = 1;
    const send = async () => endsOf(await world.answerAll(approve(...asks), 'mara', { delivery: 'once' }));
    expect(await send()).toEqual(['answered', 'unreached', 'unreached']);
    expect(world.logged).toMatchObject([
      { kind: 'bulk', verb: 'approve', ask: asks[1]!.id, delivery: `once/${asks[1]!.id}` },
    ]);
    left = Infinity;
    expect(await send()).toEqual(['answered', 'answered', 'answered']);
    expect(world.settled.size).toBe(3);
  });
});

import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/cards/plain.ts';
import { grantViews, revokeButton } from '../../src/core/cards/grants.ts';
import { grantText } from '../../src/core/cards/words/grant.ts';
import { parsePress } from '../../src/core/cards/token.ts';
import type { Reply } from '../../src/core/intent.ts';
import { call, cardOf, openOf, press, waiting, work } from './agent-world.ts';
import { startedRun, tokenOf, type World } from './world.ts';

/** Mara has let it pass, for the run or for longer. */
async function granted(choice: 'for_run' | 'always' = 'for_run') {
  const found = await waiting();
  await press(found.world, found.ask, choice);
  const grants = () => grantViews(found.world.states.get(found.runId)!, new Date('2026-11-21'));
  return { ...found, grants };
}

const onPage = { where: { surface: 'console', channel: null, thread: null } } as const;
interface By {
  who?: string;
  on?: ReturnType<typeof cardOf> | null;
  confirmed?: boolean;
}
const revoke = (world: World, token: string, { who = 'mara', on = null, confirmed = true }: By = {}): Promise<Reply> =>
  world.ask({ kind: 'press', token, on, confirmed }, who, onPage);
const type = (world: World, rest = '', { who = 'mara', thread }: { who?: string; thread?: string } = {}) =>
  world.ask({ kind: 'command', verb: 'grants', rest }, who, thread === undefined ? {} : { thread });
const textOf = (reply: Reply): string =>
  'text' in reply && typeof reply.text !== 'string' ? plainText(reply.text) : '';
const labelsOf = (reply: Reply): string[] =>
  reply.kind === 'told' ? (reply.buttons ?? []).map(({ label }) => label) : [];

describe('a standing permission', () => {
  it('is listed with what it covers, who gave it, and the way to end it', async () => {
    const { grants, world, runId } = await granted();
    const [view, ...others] = grants();
    expect(others).toEqual([]);
    expect(grantText(view!, 'run')).toEqual([
      'Writer may run a command line',
      ': ',
      { code: 'git push' },
      ', at “Fix”, ',
      'in this run',
      '. Given by Mara, ',
      { time: expect.any(Date) },
      '.',
    ]);
    expect(parsePress(revokeButton(view!).token)?.token).toMatchObject({ press: 'revoke', runId });
    expect(work(world, runId, call({}))).toMatchObject({ kind: 'begin' });
  });

  it('is revoked by whoever may configure, and a person is asked again', async () => {
    const { grants, world, runId } = await granted();
    const { token } = revokeButton(grants()[0]!);
    expect(await revoke(world, token, { who: 'ines' })).toMatchObject({ kind: 'refused', code: 'not_permitted' });
    expect(await revoke(world, token, { who: 'eve' })).toMatchObject({ kind: 'refused', code: 'stranger' });
    expect(grants()).toHaveLength(1);
    expect(await revoke(world, token)).toMatchObject({ kind: 'told', text: [expect.stringMatching(/^Revoked/)] });
    expect(grants()).toEqual([]);
    expect(await revoke(world, token)).toMatchObject({ kind: 'refused', code: 'not_found' });
    expect(work(world, runId, call({ id: 'call_2' }))).toEqual({ kind: 'stand_down', why: 'a person is asked' });
  });

  it('is looked at once more before it ends, by nobody to whom that is refused', async () => {
    const { grants, world } = await granted();
    const { token } = revokeButton(grants()[0]!);
    const look = await revoke(world, token, { confirmed: false });
    if (look.kind !== 'confirm') throw new Error(JSON.stringify(look));
    expect(look.title).toBe('Revoke this permission?');
    expect(look.text).toMatch(/^Writer may run a command line: “git push”\. From the next step on/);
    expect(grants()).toHaveLength(1);
    const unasked = await revoke(world, token, { who: 'ines', confirmed: false });
    expect(unasked).toMatchObject({ kind: 'refused', code: 'not_permitted' });
    expect(await revoke(world, look.token)).toMatchObject({ kind: 'told' });
    expect(grants()).toEqual([]);
    expect(await revoke(world, token, { confirmed: false })).toMatchObject({ kind: 'refused', code: 'not_found' });
  });

  it('S10: is not revoked from a card that is not the run’s', async () => {
    const { grants, world, ask } = await granted();
    const { token } = revokeButton(grants()[0]!);
    expect(await revoke(world, token, { on: cardOf(ask) })).toMatchObject({ kind: 'refused', code: 'not_ours' });
    expect(grants()).toHaveLength(1);
  });

  it('ends with its run, if it was given for that; one for 30 days does not', async () => {
    const { world, runId, grants } = await granted();
    const state = world.states.get(runId)!;
    world.states.set(runId, { ...state, run: { ...state.run, status: 'completed' } });
    expect(grants()).toEqual([]);
    const [grant] = state.grants;
    const always = { ...grant!, runId: null, expiresAt: new Date('2026-12-20') };
    const over = { ...world.states.get(runId)!, grants: [always] };
    const [view] = grantViews(over, new Date('2026-12-19'));
    expect(grantText(view!, 'run')).toContain('in every run of this pipeline');
    expect(grantViews(over, new Date('2026-12-21'))).toEqual([]);
  });
});

describe('/wheel grants', () => {
  it('S10: shows whoever may look what is permitted, with buttons for whoever may end it, theirs alone', async () => {
    const { world, runId, grants } = await granted();
    const here = { thread: `m_${runId}` };
    const seen = await type(world, '', here);
    expect(textOf(seen)).toContain('agents of this run may do without a question');
    expect(textOf(seen)).toContain(
      '1. Writer may run a command line: git push, at “Fix”, in this run. Given by Mara, ',
    );
    expect(labelsOf(seen)).toEqual(['Revoke']);
    const token = tokenOf(seen, 'Revoke');
    const anywhere = { channel: 'film', thread: null, message: 'x' };
    expect(await revoke(world, token, { who: 'jon', on: anywhere })).toMatchObject({ code: 'not_ours' });
    const unable = await type(world, '', { ...here, who: 'ines' });
    expect(textOf(unable)).toMatch(/git push[\s\S]*Whoever may configure the project revokes them/);
    expect(labelsOf(unable)).toEqual([]);
    expect(await type(world, '', { ...here, who: 'eve' })).toMatchObject({ kind: 'refused', code: 'stranger' });
    expect(await revoke(world, token, { on: anywhere })).toMatchObject({ kind: 'told' });
    expect(grants()).toEqual([]);
    expect(textOf(await type(world, '', here))).toMatch(/^No agent of this run/);
  });

  it('means all that is in force in the project, where no run is meant', async () => {
    const { world, runId } = await granted('always');
    await startedRun(world, 'Another');
    const second = [...world.states.values()].at(-1)!.run.id;
    work(world, second, call({ shown: 'git pull', about: 'git pull' }));
    await press(world, openOf(world, second), 'for_run');
    const all = await type(world);
    expect(labelsOf(all)).toEqual(['Revoke 1', 'Revoke 2']);
    expect(textOf(all)).toMatch(
      /1\. .*git pull.*in the run “[^”]*Another[^”]*”\. .*\n2\. .*git push.*in every run of “Notes” until /,
    );
    expect(textOf(await type(world, second))).not.toContain('git push');
    expect(await type(world, 'run_of_nobody')).toMatchObject({ kind: 'refused', code: 'not_found' });
    await revoke(world, tokenOf(all, 'Revoke 1'));
    expect(labelsOf(await type(world))).toEqual(['Revoke']);
    expect(textOf(await type(world, runId))).toContain('git push');
  });

  it('lists six of them at most, and says that there are more', async () => {
    const { world, runId, grants } = await granted();
    const state = world.states.get(runId)!;
    const [grant] = state.grants;
    const many = Array.from({ length: 9 }, (_, n) => ({
      ...grant!,
      id: `grant_0000000000000000000${n}`,
      about: `ls ${n}`,
    }));
    world.states.set(runId, { ...state, grants: many });
    expect(grants()).toHaveLength(9);
    for (const reply of [await type(world), await type(world, runId)]) {
      expect(labelsOf(reply)).toHaveLength(6);
      expect(textOf(reply)).toContain('There are more, older ones. All of them in the console');
    }
  });
});

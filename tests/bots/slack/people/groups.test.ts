import { describe, expect, it } from 'vitest';
import { createSlackGroups } from '../../../../src/bots/slack/people/groups.ts';
import type { SlackUser } from '../../../../src/bots/slack/send/slack-api.ts';
import type { Account } from '../../../../src/core/people/actor.ts';

const kim: Account = { surface: 'slack', team: 'T1', user: 'U9' };
const member: SlackUser = { id: 'U9', team: 'T1', name: 'Kim', isBot: false, isDeleted: false, isGuest: false };

/** Slack as its client shows it to us: groups and people, which a test changes. */
function workspace() {
  const at = {
    now: 0,
    groups: { S1: ['U9'], S2: [] as string[] } as Record<string, string[]>,
    user: member as SlackUser | null,
    calls: [] as string[],
    warned: 0,
    fails: false,
    hold: null as Promise<void> | null,
  };
  const answer = async <T>(call: string, tell: () => T): Promise<T> => {
    at.calls.push(call);
    const told = tell();
    await at.hold;
    if (at.fails) throw new Error('Slack is away.');
    return told;
  };
  const groups = createSlackGroups({
    api: {
      userGroups: () => answer('groups', () => Object.entries(at.groups).map(([id, users]) => ({ id, users }))),
      user: (id) => answer(id, () => at.user),
    },
    log: { warn: () => void (at.warned += 1) },
    now: () => at.now,
  });
  const read = (freshness: 'recent' | 'now' = 'recent', asked = ['T1/S1', 'T1/S2']) => groups.of(kim, asked, freshness);
  return { at, read, groups };
}

describe('the user groups of an account of Slack', () => {
  it('are those of the asked ones that it is in', async () => {
    const { at, read } = workspace();
    expect(await read()).toEqual({ kind: 'member', name: 'Kim', groups: ['T1/S1'] });
    expect(await read('recent', ['T1/S3'])).toEqual({ kind: 'member', name: 'Kim', groups: [] });
    expect(at.calls).toEqual(['U9', 'groups']);
  });

  it('S7: are never more than a minute old', async () => {
    const { at, read } = workspace();
    await read();
    at.groups = {};
    at.now = 59_999;
    expect(await read()).toMatchObject({ groups: ['T1/S1'] });
    expect(at.calls).toHaveLength(2);
    at.now = 60_000;
    expect(await read()).toMatchObject({ groups: [] });
  });

  it('S7: count their minute from when they were asked for, not from when they came', async () => {
    const { at, read } = workspace();
    let release = (): void => undefined;
    at.hold = new Promise((resolve) => (release = resolve));
    const slow = read();
    at.now = 50_000;
    release();
    await slow;
    at.hold = null;
    at.groups = {};
    at.now = 60_000;
    expect(await read()).toMatchObject({ groups: [] });
  });

  it('S7: are asked for anew at once for what can not be undone', async () => {
    const { at, read } = workspace();
    await read();
    at.groups = {};
    expect(await read()).toMatchObject({ groups: ['T1/S1'] });
    expect(await read('now')).toMatchObject({ groups: [] });
    expect(await read()).toMatchObject({ groups: [] });
  });

  it('S19: stand for their minute while somebody asks anew, whether the answer is awaited or does not come', async () => {
    const { at, read } = workspace();
    await read();
    at.now = 1000;
    let release = (): void => undefined;
    at.hold = new Promise((resolve) => (release = resolve));
    at.fails = true;
    const anew = read('now');
    expect(await read()).toMatchObject({ groups: ['T1/S1'] });
    release();
    // Whoever asked for what can't be undone is not told an old answer.
    expect(await anew).toEqual({ kind: 'unread' });
    expect(await read()).toMatchObject({ groups: ['T1/S1'] });
    at.now = 60_000;
    expect(await read()).toEqual({ kind: 'unread' });
  });

  it('S7: are never those of an older answer that came later', async () => {
    const { at, read } = workspace();
    let release = (): void => undefined;
    at.hold = new Promise((resolve) => (release = resolve));
    const slow = read();
    at.hold = null;
    at.now = 1000;
    at.groups = {};
    expect(await read('now')).toMatchObject({ groups: [] });
    release();
    await slow;
    expect(await read()).toMatchObject({ groups: [] });
  });

  it('are asked for once by many who come at once', async () => {
    const { at, read } = workspace();
    await Promise.all(Array.from({ length: 20 }, () => read()));
    expect(at.calls).toHaveLength(2);
  });

  it.each<[string, Partial<SlackUser> | null, string]>([
    ['a guest', { isGuest: true }, 'guest'],
    ['somebody of another company', { team: 'T2', isGuest: true }, 'other_team'],
    ['somebody who left', { isDeleted: true }, 'gone'],
    ['a bot', { isBot: true }, 'gone'],
    ['nobody', null, 'gone'],
  ])('S9: are none for %s, even in a group', async (_, change, kind) => {
    const { at, read } = workspace();
    at.user = change && { ...member, ...change };
    expect(await read()).toEqual({ kind });
  });

  it('are unread while Slack is away, for the guard as for the cache, and are back soon after', async () => {
    const { at, read, groups } = workspace();
    await read();
    at.now = 60_000;
    at.fails = true;
    expect(await read()).toEqual({ kind: 'unread' });
    expect(await groups.nameOf(kim)).toBeNull();
    const calls = at.calls.length;
    expect(await read()).toEqual({ kind: 'unread' });
    // Nobody waits for an outage again and again.
    expect(at.calls).toHaveLength(calls);
    at.fails = false;
    at.now += 5000;
    expect(await read()).toMatchObject({ kind: 'member' });
    expect(at.warned).toBeGreaterThan(0);
  });

  it('are unread where Slack keeps silent for two seconds', async () => {
    const { at, read } = workspace();
    at.hold = new Promise(() => undefined);
    expect(await read()).toEqual({ kind: 'unread' });
  });

  it('come with the name that Slack shows, for an account of the same team', async () => {
    const { groups } = workspace();
    expect(await groups.nameOf(kim)).toBe('Kim');
    expect(await groups.nameOf({ ...kim, team: 'T2' })).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { createDiscordGroups } from '../../../../src/bots/discord/people/groups.ts';
import type { Member } from '../../../../src/bots/discord/send/discord-api.ts';
import type { Account } from '../../../../src/core/people/actor.ts';

const guild = '197038439483310086';
const [editors, leads] = ['81384788765712384', '81384788765712385'];
const kim: Account = { surface: 'discord', team: guild, user: '80351110224678912' };
const member: Member = { user: kim.user, name: 'Kim', roles: [editors], isBot: false };
const asked = [`${guild}/${editors}`, `${guild}/${leads}`];

const epoch = 1_420_070_400_000;
/** An id that was made then. */
const idOf = (at: number): string => String(BigInt(at - epoch) << 22n);

/** Discord as its client shows it to us: one member, whom a test changes. */
function guildOf() {
  const at = {
    now: 0,
    wall: 1_800_000_000_000,
    member: member as Member | null,
    calls: 0,
    warned: 0,
    fails: false,
    hold: null as Promise<void> | null,
  };
  const groups = createDiscordGroups({
    api: {
      member: async () => {
        at.calls += 1;
        const told = at.member;
        await at.hold;
        if (at.fails) throw new Error('Discord is away.');
        return told;
      },
    },
    log: { warn: () => void (at.warned += 1) },
    now: () => at.now,
    wall: () => at.wall,
  });
  const read = (freshness: 'recent' | 'now' = 'recent', groupIds = asked) => groups.of(kim, groupIds, freshness);
  const heard = (t: string, d: object) => groups.heard({ t, d: { ...d } });
  const changed = () => heard('GUILD_MEMBER_UPDATE', { guild_id: guild, user: { id: kim.user }, roles: [] });
  /** Kim presses a button, this long ago. */
  const pressed = (roles: string[], ago = 0, nick: string | null = null) =>
    heard('INTERACTION_CREATE', {
      ...{ id: idOf(at.wall - ago), guild_id: guild },
      member: { nick, roles, user: { id: kim.user, username: 'kim', global_name: 'Kim K.' } },
    });
  return { at, read, groups, heard, changed, pressed };
}

const inEditors = { kind: 'member', groups: [`${guild}/${editors}`] };
const inNone = { kind: 'member', groups: [] };

describe('the roles of an account of Discord', () => {
  it('are those of the asked ones that it has', async () => {
    const { at, read } = guildOf();
    expect(await read()).toEqual({ ...inEditors, name: 'Kim' });
    expect(await read('recent', [`${guild}/${leads}`])).toMatchObject(inNone);
    expect(at.calls).toBe(1);
  });

  it('S9: are those of its own guild, whatever has the same id elsewhere', async () => {
    expect(await guildOf().read('recent', [`99/${editors}`])).toMatchObject(inNone);
  });

  it('S1: are never @everyone, whose id is that of the guild', async () => {
    const { at, read } = guildOf();
    at.member = { ...member, roles: [guild] };
    expect(await read('recent', [`${guild}/${guild}`])).toMatchObject(inNone);
  });

  it('S7: are never more than a minute old, and asked for anew for what can not be undone', async () => {
    const { at, read } = guildOf();
    await read();
    at.member = { ...member, roles: [] };
    at.now = 59_999;
    expect(await read()).toMatchObject(inEditors);
    expect(await read('now')).toMatchObject(inNone);
    expect(await read()).toMatchObject(inNone);
    at.member = member;
    at.now += 60_000;
    expect(await read()).toMatchObject(inEditors);
  });

  it.each<[string, Member | null]>([
    ['nobody of this guild', null],
    ['a bot', { ...member, isBot: true }],
  ])('S9: are none for %s', async (_, own) => {
    const { at, read } = guildOf();
    at.member = own;
    expect(await read()).toEqual({ kind: 'gone' });
  });

  it('are unread while Discord is away or keeps silent, never what they were', async () => {
    const { at, read, groups } = guildOf();
    await read();
    at.now = 60_000;
    at.fails = true;
    expect(await read()).toEqual({ kind: 'unread' });
    expect(await groups.nameOf(kim)).toBeNull();
    at.fails = false;
    at.now += 5000;
    expect(await read()).toMatchObject(inEditors);
    at.hold = new Promise(() => undefined);
    expect(await read('now')).toEqual({ kind: 'unread' });
    expect(at.warned).toBe(2);
  });
});

describe('what the gateway tells of members', () => {
  it.each<[string, string, object]>([
    ['their roles change', 'GUILD_MEMBER_UPDATE', { guild_id: guild, user: { id: kim.user }, roles: [] }],
    ['they leave', 'GUILD_MEMBER_REMOVE', { guild_id: guild, user: { id: kim.user } }],
    ['a role of the guild is deleted', 'GUILD_ROLE_DELETE', { guild_id: guild, role_id: editors }],
    ['we are not in the guild any more', 'GUILD_DELETE', { id: guild }],
    ['a session begins that has missed things', 'READY', {}],
  ])('S7: counts at once when %s', async (_, t, d) => {
    const { at, read, heard } = guildOf();
    await read();
    at.member = { ...member, roles: [] };
    expect(await read()).toMatchObject(inEditors);
    heard(t, d);
    expect(await read()).toMatchObject(inNone);
  });

  it.each<[string, string, object]>([
    ['somebody else', 'GUILD_MEMBER_UPDATE', { guild_id: guild, user: { id: '1' }, roles: [] }],
    ['another guild', 'GUILD_ROLE_DELETE', { guild_id: '99', role_id: editors }],
    ['nothing that can be read', 'GUILD_MEMBER_UPDATE', { guild_id: guild }],
    ['something else', 'CHANNEL_UPDATE', { guild_id: guild, id: '5' }],
  ])('leaves alone what is known when it is about %s', async (_, t, d) => {
    const { at, read, heard } = guildOf();
    await read();
    heard(t, d);
    await read();
    expect(at.calls).toBe(1);
  });

  it('S7: takes from an answer that is on its way that it is remembered', async () => {
    const { at, read, changed } = guildOf();
    let release = (): void => undefined;
    at.hold = new Promise((resolve) => (release = resolve));
    const slow = read();
    at.member = { ...member, roles: [] };
    changed();
    at.hold = null;
    expect(await read()).toMatchObject(inNone);
    at.now = 1;
    release();
    await slow;
    expect(await read()).toMatchObject(inNone);
  });

  it('S7: counts against what somebody did before it and is heard of after it', async () => {
    const { at, read, changed, pressed } = guildOf();
    at.member = { ...member, roles: [] };
    at.now = 10_000;
    changed();
    pressed([editors], 1000);
    expect(await read()).toMatchObject(inNone);
    // The control: what they do after it is believed.
    at.now = 11_000;
    pressed([editors], 500);
    expect(await read()).toMatchObject(inEditors);
  });
});

describe('what somebody does', () => {
  it('brings the roles that they have just then, and nobody asks for a minute', async () => {
    const { at, read, pressed, groups } = guildOf();
    pressed([leads], 0, 'Kimmy');
    expect(await read()).toEqual({ kind: 'member', name: 'Kimmy', groups: [`${guild}/${leads}`] });
    expect(await groups.nameOf(kim)).toBe('Kimmy');
    expect(at.calls).toBe(0);
    // For what can't be undone, Discord is asked all the same.
    expect(await read('now')).toMatchObject(inEditors);
    expect(at.calls).toBe(1);
  });

  it('S7: counts its minute from when they did it, not from when we heard of it', async () => {
    const { at, read, pressed } = guildOf();
    pressed([leads], 59_000);
    at.now = 1000;
    expect(await read()).toMatchObject(inEditors);
    pressed([leads], 30_000);
    expect(await read()).toMatchObject(inEditors);
    // By a clock that goes wrong it is nothing better than just now.
    pressed([leads], -90_000);
    at.now = 61_000;
    expect(await read()).toMatchObject(inEditors);
  });

  it('brings the name that the guild shows: their own there, their own everywhere, else that of the account', async () => {
    const nameAfter = async (by: object, nick: string | null) => {
      const { heard, groups } = guildOf();
      const author = { id: kim.user, username: 'kim', ...by };
      heard('MESSAGE_CREATE', { id: idOf(1_800_000_000_000), guild_id: guild, author, member: { nick, roles: [] } });
      return groups.nameOf(kim);
    };
    expect(await nameAfter({ global_name: 'Kim K.' }, 'Kimmy')).toBe('Kimmy');
    expect(await nameAfter({ global_name: 'Kim K.' }, null)).toBe('Kim K.');
    expect(await nameAfter({ global_name: null }, null)).toBe('kim');
  });

  it('S9: makes no member of a bot, of a webhook, or of whoever writes to us directly', async () => {
    const { at, read, heard } = guildOf();
    const author = { id: kim.user, username: 'kim' };
    const id = idOf(at.wall);
    heard('MESSAGE_CREATE', { id, guild_id: guild, author: { ...author, bot: true }, member: { roles: [editors] } });
    expect(await read()).toEqual({ kind: 'gone' });
    at.now = 60_000;
    at.wall += 60_000;
    heard('MESSAGE_CREATE', { id: idOf(at.wall), guild_id: guild, author, webhook_id: kim.user });
    heard('INTERACTION_CREATE', { id: idOf(at.wall), user: author });
    await read();
    expect(at.calls).toBe(1);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { grantedIntents } from '../../../../src/bots/discord/intents.ts';
import { createDiscordGroups } from '../../../../src/bots/discord/people/groups.ts';
import { createGateway } from '../../../../src/bots/discord/receive/gateway.ts';
import { createDiscordApi } from '../../../../src/bots/discord/send/api.ts';
import type { Account } from '../../../../src/core/people/actor.ts';
import type { Freshness } from '../../../../src/core/people/groups.ts';
import { startDiscord, type DiscordOptions } from '../../../fakes/discord/discord.ts';
import { Told } from '../../chat/send/stores.ts';

const close: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of close.splice(0).reverse()) await end();
});

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const members = 'GET /guilds/:guild/members/:user';

/** The reader of roles before a Discord that is all there, with our own client and gateway between them. */
async function guildOf({ flags = -1, ...own }: DiscordOptions & { flags?: number } = {}) {
  const discord = await startDiscord({ pace: 'off', ...own });
  close.push(() => discord.close());
  const { token } = discord.app;
  const api = createDiscordApi({ token, apiUrl: discord.apiUrl, troubles: new Told(), log: quiet });
  close.push(() => api.stop());
  const groups = createDiscordGroups({ api, log: quiet });
  const heard: string[] = [];
  let isReady = false;
  const gateway = createGateway({
    connection: { token, apiUrl: discord.apiUrl, identifyEvery: 0 },
    grantedIntents: async () => grantedIntents(flags),
    hear: (dispatch) => {
      groups.heard(dispatch);
      heard.push(dispatch.t);
    },
    onChange: () => (isReady = true),
    log: quiet,
  });
  gateway.start();
  close.push(() => gateway.stop());
  await discord.until(() => isReady, 'a connection');
  const { id: team } = discord.guild('Paper');
  const account = (name: string, guild = team): Account => ({
    surface: 'discord',
    team: guild,
    user: discord.person(name).id,
  });
  const roleOf = (name: string, guild = 'Paper'): string => {
    const { id, roles } = discord.guild(guild);
    return `${id}/${[...roles.values()].find((it) => it.name === name)?.id ?? '0'}`;
  };
  const of = (who: Account, asked: string[], freshness: Freshness = 'recent') => groups.of(who, asked, freshness);
  const asked = () => discord.calls.filter(({ route }) => route === members).length;
  const times = (type: string) => heard.filter((it) => it === type).length;
  return { discord, team, account, roleOf, of, asked, heard: times };
}

describe('roles of the local Discord', () => {
  it('tell members with a role from those without, from whoever is not in the guild, and from bots', async () => {
    const { discord, team, account, roleOf, of } = await guildOf();
    discord.person('ada', { roles: ['editors'] });
    discord.person('eve', { guilds: ['Elsewhere'], roles: ['editors'] });
    const editors = roleOf('editors');
    expect(await of(account('ada'), [editors])).toEqual({ kind: 'member', name: 'ada', groups: [editors] });
    expect(await of(account('lee'), [editors])).toMatchObject({ kind: 'member', groups: [] });
    // Whoever says that they are of ours: Discord knows better.
    expect(await of(account('eve'), [editors])).toEqual({ kind: 'gone' });
    const bot: Account = { surface: 'discord', team, user: discord.app.bot.id };
    expect(await of(bot, [editors])).toEqual({ kind: 'gone' });
    expect(await of(account('ada', '404'), [editors])).toEqual({ kind: 'gone' });
  });

  it('S1: give nobody what @everyone has', async () => {
    const { team, account, of } = await guildOf();
    expect(await of(account('ada'), [`${team}/${team}`])).toMatchObject({ kind: 'member', groups: [] });
  });

  it('S7: count at once when somebody gets or loses one', async () => {
    const { discord, account, roleOf, of } = await guildOf();
    const ada = discord.person('ada', { roles: ['editors'] });
    const editors = roleOf('editors');
    const listed = async () => {
      const membership = await of(account('ada'), [editors]);
      return membership.kind === 'member' ? membership.groups : [];
    };
    expect(await listed()).toEqual([editors]);
    ada.loseRole('editors');
    await expect.poll(listed).toEqual([]);
    ada.gainRole('editors');
    await expect.poll(listed).toEqual([editors]);
  });

  it('S7: are still known without the members intent for what can be undone, and asked for what can not', async () => {
    const { discord, account, roleOf, of, asked } = await guildOf({ flags: 0 });
    const ada = discord.person('ada', { roles: ['editors'] });
    const editors = roleOf('editors');
    await of(account('ada'), [editors]);
    ada.loseRole('editors');
    expect(await of(account('ada'), [editors])).toMatchObject({ groups: [editors] });
    expect(await of(account('ada'), [editors], 'now')).toMatchObject({ groups: [] });
    expect(await of(account('ada'), [editors])).toMatchObject({ groups: [] });
    expect(asked()).toBe(2);
  });

  it('are unread with a dead token', async () => {
    const { discord, account, roleOf, of } = await guildOf();
    discord.person('ada', { roles: ['editors'] });
    discord.revokeToken();
    expect(await of(account('ada'), [roleOf('editors')])).toEqual({ kind: 'unread' });
  });

  it('S19: are not asked for of those who do something, however many they are', async () => {
    const { discord, account, roleOf, of, asked, heard } = await guildOf({ pace: 'strict' });
    discord.channel('film');
    const crowd = Array.from({ length: 30 }, (_, n) => `reader${n}`);
    for (const name of crowd) discord.person(name, { roles: ['editors'] });
    const editors = roleOf('editors');
    // The control: Discord lets fewer of them be asked for at once than there are.
    const unasked = await Promise.all(crowd.map((name) => of(account(name), [editors], 'now')));
    expect(unasked.filter(({ kind }) => kind === 'unread').length).toBeGreaterThan(0);
    const before = asked();
    for (const name of crowd) await discord.person(name).type({ channel: 'film' }, 'Here!');
    await expect.poll(() => heard('MESSAGE_CREATE')).toBe(crowd.length);
    const said = await Promise.all(crowd.map((name) => of(account(name), [editors])));
    expect(said.every((it) => it.kind === 'member' && it.groups.includes(editors))).toBe(true);
    expect(asked()).toBe(before);
  });
});

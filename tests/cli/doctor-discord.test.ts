import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { privilegedIntents } from '../../src/bots/discord/intents.ts';
import { commandsFor } from '../../src/bots/discord/commands/definitions.ts';
import { discordPermissions } from '../../src/bots/discord/permissions.ts';
import { allowedIn } from '../../src/cli/doctor/discord-allowed.ts';
import { checkDiscord, type DiscordSettings } from '../../src/cli/doctor/discord.ts';
import type { DiscordProject } from '../../src/cli/doctor/discord-project.ts';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { startDiscord, type FakeDiscord } from '../fakes/discord/discord.ts';
import { bitsOf, permission, type Permission } from '../fakes/discord/world/permissions.ts';

const permissions = Object.values(discordPermissions);
const nowhere = new URL('http://127.0.0.1:1/api/v10');
const tell = (findings: Finding[]): string[] => findings.map(({ check, status }) => `${check}: ${status}`);
const faultIn = (findings: Finding[]): Finding => {
  const faults = findings.filter(({ status }) => status === 'fault');
  expect(faults).toHaveLength(1);
  return faults[0]!;
};

let discord: FakeDiscord;
let film: DiscordProject;
let writers: string;
beforeEach(async () => {
  discord = await startDiscord({ pace: 'off' });
  const { id: guild } = discord.guild('Paper');
  const mara = discord.person('mara', { roles: ['writers'] });
  writers = mara.gainRole('writers');
  film = {
    name: 'Film treatment',
    channels: [discord.channel('film').id, discord.channel('ideas', { kind: 'forum' }).id],
    accounts: [`${guild}/${mara.id}`],
    groups: [`${guild}/${writers}`],
  };
  await put(`applications/${discord.app.id}/commands`, commandsFor('everywhere'));
});
afterEach(() => discord.close());

async function put(path: string, body: unknown): Promise<void> {
  const headers = { authorization: `Bot ${discord.app.token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${discord.apiUrl.href}/${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}

const check = async (changes: Partial<DiscordProject> = {}, settings: Partial<DiscordSettings> = {}) => {
  const { app, apiUrl } = discord;
  const projects = () => Promise.resolve([{ ...film, ...changes }]);
  const asked = { token: app.token, apiUrl, guild: null, intents: privilegedIntents, permissions, projects };
  const found = await checkDiscord({ ...asked, ...settings });
  expect(JSON.stringify(found)).not.toContain(app.token);
  return found;
};
const alone = (kind: string, findings: Finding[]): Finding[] => findings.filter((it) => it.check === `discord ${kind}`);

describe('the doctor, of the Discord application', () => {
  it('finds nothing to mend where all is right, and nothing at all without a token', async () => {
    expect(tell(await check())).toEqual([
      ...['discord: ok', 'discord intents: ok', 'discord commands: ok', 'discord channels: ok'],
      ...['discord channels: ok', 'discord people: ok', 'discord roles: ok'],
    ]);
    expect(await checkDiscord(null)).toMatchObject([{ status: 'note' }]);
  });

  it('says where a good token is to be had', async () => {
    discord.revokeToken();
    expect(faultIn(await check()).remedy).toContain('Reset the token');
  });

  it('takes no token of a person', async () => {
    discord.app.bot.isBot = false;
    expect(faultIn(await check()).remedy).toContain('the token of a bot');
  });

  it('says what to see to when Discord is out of reach, or something else answers there', async () => {
    expect(faultIn(await check({}, { apiUrl: nowhere })).remedy).toContain('DISCORD_API_URL');
    discord.faults.next('GET /users/@me', { kind: 'status', status: 503 });
    expect(faultIn(await check()).found).toContain('503');
  });

  it('waits for as long as Discord says, and blames nobody for it', async () => {
    const route = 'GET /guilds/:guild/members/:user';
    for (const _ of [1, 2]) discord.faults.next(route, { kind: 'rate limited', retryAfter: 0.1 });
    expect(tell(await check()).filter((it) => !it.endsWith('ok'))).toEqual([]);
    expect(discord.calls.filter((it) => it.route === route && it.status === 429)).toHaveLength(2);
  });

  it('says that an application can not be read', async () => {
    discord.faults.next('GET /applications/@me', {
      kind: 'error',
      status: 403,
      code: 50001,
      message: 'Missing Access',
    });
    expect(faultIn(await check()).found).toContain('Missing Access (50001)');
  });

  it('names each intent that is off, what is worse without it, and where to turn it on', async () => {
    discord.app.intents = { members: false, messageContent: false, presences: false };
    const findings = alone('intents', await check());
    expect(tell(findings)).toEqual(['discord intents: note', 'discord intents: note']);
    expect(findings[0]!.found).toMatch(/^Server Members Intent is off: .*within a minute.*Privileged Gateway Intents/);
    expect(findings[1]!.found).toMatch(/^Message Content Intent is off: words steer only where they mention/);
    discord.app.intents = { members: true, messageContent: true, presences: false };
    expect(tell(alone('intents', await check()))).toEqual(['discord intents: ok']);
  });

  it('says where the commands are known, and that a start makes them known', async () => {
    await put(`applications/${discord.app.id}/commands`, []);
    expect(alone('commands', await check())).toMatchObject([
      { status: 'note', found: expect.stringMatching(/^the next start makes \/wheel known in every server/) },
    ]);
  });

  it('tells of commands that are there twice while somebody develops, and of a server that the bot is not in', async () => {
    const { id: guild } = discord.guild('Paper');
    await put(`applications/${discord.app.id}/guilds/${guild}/commands`, commandsFor({ guild }));
    expect(tell(alone('commands', await check({}, { guild })))).toEqual([
      'discord commands: ok',
      'discord commands: note',
    ]);
    await put(`applications/${discord.app.id}/commands`, []);
    expect(tell(alone('commands', await check({}, { guild })))).toEqual(['discord commands: ok']);
    expect(faultIn(await check({}, { guild: '1' })).remedy).toContain('DISCORD_GUILD');
  });

  it('tells of commands that are left from when somebody developed', async () => {
    const { id: guild } = discord.guild('Paper');
    await put(`applications/${discord.app.id}/guilds/${guild}/commands`, commandsFor({ guild }));
    expect(alone('commands', await check())).toMatchObject([
      { status: 'ok' },
      { status: 'note', found: expect.stringContaining(`shown twice in the server ${guild}`) },
    ]);
  });
});

describe('the doctor, of what a project names in Discord', () => {
  it('says what a channel and its server are called', async () => {
    const { id, name } = discord.guild('Paper');
    const [found] = alone('channels', await check());
    expect(found?.found).toBe(
      `the bot may do all that it needs in #film (${film.channels[0]}) in ${name} (${id}), of Film treatment`,
    );
  });

  it.each(permissions.filter(({ isNeeded }) => isNeeded).map((it) => [it.name, it] as const))(
    'says of one channel what stops working without %s',
    async (_, { bit, name, without }) => {
      const denied = Object.entries(permission).find(([, one]) => one === bit)![0] as Permission;
      discord.deny('film', denied);
      const findings = alone('channels', await check());
      const { found, remedy } = faultIn(findings);
      if (denied === 'ViewChannel') expect(found).toMatch(/the bot can't see: Missing Access \(50001\)/);
      else expect(found).toMatch(new RegExp(`in #film .* lacks ${name} \\(without it, ${without}\\)$`));
      expect(remedy).toContain('Edit Channel → Permissions');
      expect(tell(findings).filter((it) => it.endsWith('ok'))).toHaveLength(1);
    },
  );

  it('says what is worse without what can be done without, and finds nothing to mend', async () => {
    discord.deny('film', 'ManageWebhooks');
    expect(alone('channels', await check())).toContainEqual(
      expect.objectContaining({
        status: 'note',
        found: expect.stringMatching(/#film .*, without Manage Webhooks, what a role/),
      }),
    );
  });

  it('asks for no threads in a forum, where each run is a post', async () => {
    discord.deny('ideas', 'CreatePublicThreads');
    expect(tell(alone('channels', await check()))).toEqual(['discord channels: ok', 'discord channels: ok']);
    discord.deny('ideas', 'SendMessagesInThreads', 'SendMessages');
    expect(faultIn(await check()).found).toMatch(/#ideas .* lacks Send Messages \(.+\); Send Messages in Threads \(/);
  });

  it('says what may be wrong with a channel that the bot cannot see, or that is none', async () => {
    expect(faultIn(await check({ channels: ['#film'] })).found).toContain('#film, which is no id');
    discord.deleteChannel('film');
    const { found, remedy } = faultIn(await check());
    expect(found).toMatch(new RegExp(`${film.channels[0]}.*Unknown Channel`));
    expect(remedy).toMatch(/Copy Channel ID.*wheelhouse invite/);
  });

  it('takes no thread for a place', async () => {
    const ada = discord.person('ada');
    const { id } = await postIn(ada.id);
    expect(faultIn(await check({ channels: [id] })).found).toContain('neither a text channel nor a forum');
  });

  it('says where nobody is known, and how to write somebody down', async () => {
    const { found, remedy } = faultIn(await check({ accounts: [], groups: [] }));
    expect(found).toContain('knows nobody in Discord');
    expect(remedy).toContain('discord: SERVER/USER');
  });

  it('names the people and the roles that are not there', async () => {
    const { id: guild } = discord.guild('Paper');
    const gone = `${guild}/1`;
    expect(faultIn(await check({ accounts: [...film.accounts, gone] })).found).toBe(
      `Film treatment names ${gone}: Unknown User (10013)`,
    );
    expect(faultIn(await check({ groups: [...film.groups, gone] })).found).toBe(
      `Film treatment names ${gone}, which no server of the bot's has`,
    );
  });

  it('names people of a server that the bot is not in', async () => {
    expect(faultIn(await check({ accounts: [...film.accounts, '7/8'] }))).toMatchObject({
      found: 'Film treatment names 7/8, of a server that the bot is not in',
      remedy: expect.stringContaining('wheelhouse invite'),
    });
  });

  it('says of a project without a channel in Discord that nothing is posted there', async () => {
    expect(alone('channels', await check({ channels: [] }))).toMatchObject([
      { status: 'note', found: expect.stringContaining('nothing') },
    ]);
  });
});

/** A thread, by the bot's own hand. */
async function postIn(name: string): Promise<{ id: string }> {
  const headers = { authorization: `Bot ${discord.app.token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ name, type: 11 });
  const url = `${discord.apiUrl.href}/channels/${film.channels[0]}/threads`;
  return (await (await fetch(url, { method: 'POST', headers, body })).json()) as { id: string };
}

describe('what the bot may do in a channel', () => {
  const [view, send] = [discordPermissions.ViewChannel.bit, discordPermissions.SendMessages.bit];
  const roles = [
    { id: 'guild', permissions: view },
    { id: 'bot', permissions: send },
    { id: 'others', permissions: 1n << 3n },
  ];
  const guild = { id: 'guild', name: 'Paper', owner: 'owner', roles, ownRoles: ['guild', 'bot'] };
  const of = (id: string, allow: bigint, deny: bigint) => ({ id, allow, deny });

  it.each([
    ['what its roles and those of everybody may', guild, [], view | send],
    ['not what others may', { ...guild, ownRoles: ['guild'] }, [], view],
    ['everything, for an administrator', { ...guild, ownRoles: ['others'] }, [of('bot', 0n, view)], ~0n],
    ['everything, for the owner', { ...guild, owner: 'me' }, [of('me', 0n, view)], ~0n],
    ['less, by what is denied to everybody', guild, [of('guild', 0n, send)], view],
    [
      'what is denied to everybody and allowed to a role',
      guild,
      [of('bot', send, 0n), of('guild', 0n, send)],
      view | send,
    ],
    ['what is denied to a role and allowed to itself', guild, [of('me', send, 0n), of('bot', 0n, send)], view | send],
    ['nothing where it does not see the channel', guild, [of('me', 0n, view)], 0n],
    ['what is none of its business', guild, [of('others', 0n, view | send)], view | send],
  ])('is %s', (_, where, overwrites, allowed) => {
    expect(allowedIn(where, 'me', overwrites)).toBe(allowed);
  });

  it('is by its role in the whole server, too', async () => {
    const poor = await startDiscord({ pace: 'off', app: { permissions: bitsOf(['ViewChannel']) } });
    const channels = [poor.channel('film').id];
    const findings = await check({ channels, accounts: [], groups: ['1/2'] }, { apiUrl: poor.apiUrl });
    expect(alone('channels', findings)[0]?.found).toMatch(/lacks Send Messages .*; Create Public Threads .*; .*; Read/);
    await poor.close();
  });
});

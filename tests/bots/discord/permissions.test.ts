import { ApplicationFlags, GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { gatewayIntents, grantedIntents } from '../../../src/bots/discord/intents.ts';
import { inviteLink } from '../../../src/bots/discord/invite.ts';
import { discordPermissions, permissionBits } from '../../../src/bots/discord/permissions.ts';
import { isProduct, listFiles, readText } from '../../repo/tree.ts';

const F = ApplicationFlags;

describe('what Discord is asked to allow', () => {
  it('is called and numbered as discord.js does it', () => {
    const own = Object.entries(discordPermissions).map(([name, { bit }]) => [name, bit]);
    expect(own).toEqual(own.map(([name]) => [name, PermissionFlagsBits[name as keyof typeof PermissionFlagsBits]]));
    const bits = Object.entries(gatewayIntents).map(([name, { bit }]) => [name, bit]);
    expect(bits).toEqual(bits.map(([name]) => [name, GatewayIntentBits[name as keyof typeof GatewayIntentBits]]));
    const { GuildMembers, MessageContent } = gatewayIntents;
    expect(GuildMembers.privileged.flags).toBe(F.GatewayGuildMembers | F.GatewayGuildMembersLimited);
    expect(MessageContent.privileged.flags).toBe(F.GatewayMessageContent | F.GatewayMessageContentLimited);
  });

  it('is no administration, no pings and nothing about other people', () => {
    const { Administrator, ManageGuild, ManageRoles, ManageMessages, MentionEveryone } = PermissionFlagsBits;
    const much = Administrator | ManageGuild | ManageRoles | ManageMessages | MentionEveryone;
    expect(permissionBits() & much).toBe(0n);
  });

  it('stands in the link that invites the bot, with its commands', () => {
    const link = inviteLink('42', new URL('https://discord.com/api/v10'));
    expect([link.origin, link.pathname]).toEqual(['https://discord.com', '/oauth2/authorize']);
    expect(Object.fromEntries(link.searchParams)).toEqual({
      ...{ client_id: '42', scope: 'bot applications.commands', permissions: String(permissionBits()) },
    });
  });
});

/** https://docs.discord.com/developers/events/gateway#list-of-intents; those that come to everybody have none. */
const bringers: Readonly<Record<string, readonly (keyof typeof gatewayIntents)[]>> = {
  ...{ READY: [], INTERACTION_CREATE: [] },
  ...{ GUILD_CREATE: ['Guilds'], GUILD_DELETE: ['Guilds'], CHANNEL_UPDATE: ['Guilds'] },
  ...{ GUILD_ROLE_CREATE: ['Guilds'], GUILD_ROLE_UPDATE: ['Guilds'], GUILD_ROLE_DELETE: ['Guilds'] },
  GUILD_MEMBER_ADD: ['GuildMembers'],
  GUILD_MEMBER_UPDATE: ['GuildMembers'],
  GUILD_MEMBER_REMOVE: ['GuildMembers'],
  // In servers, and in direct messages; with their words.
  MESSAGE_CREATE: ['GuildMessages', 'DirectMessages', 'MessageContent'],
  MESSAGE_UPDATE: ['GuildMessages', 'DirectMessages', 'MessageContent'],
  MESSAGE_DELETE: ['GuildMessages', 'DirectMessages'],
  MESSAGE_DELETE_BULK: ['GuildMessages'],
};
const eventsIn = (text: string): string[] =>
  [...text.matchAll(/'((?:READY|[A-Z]+(?:_[A-Z]+)*_(?:CREATE|UPDATE|DELETE|ADD|REMOVE|BULK)))'/g)].map(
    ([, name = '']) => name,
  );

describe('what the gateway is asked to tell of', () => {
  const sources = listFiles().filter((file) => isProduct(file) && file.startsWith('src/bots/discord/'));
  const heard = [...new Set(sources.flatMap((file) => eventsIn(readText(file))))];

  it('is all that the program listens to, and nothing else', () => {
    expect(eventsIn("case 'MESSAGE_CREATE': return 'CHANNEL_PINS_UPDATE';")).toEqual([
      ...['MESSAGE_CREATE', 'CHANNEL_PINS_UPDATE'],
    ]);
    expect(heard.filter((name) => !(name in bringers))).toEqual([]);
    const needed = new Set(heard.flatMap((name) => bringers[name] ?? []));
    expect([...needed].sort()).toEqual(Object.keys(gatewayIntents).sort());
  });
});

describe('the intents', () => {
  const { Guilds, GuildMessages, DirectMessages, GuildMembers, MessageContent } = GatewayIntentBits;
  const plain = Guilds | GuildMessages | DirectMessages;

  it.each([
    ['nothing that is switched on', 0, plain],
    ['message content', F.GatewayMessageContentLimited, plain | MessageContent],
    ['message content, in a hundred servers', F.GatewayMessageContent, plain | MessageContent],
    ['members', F.GatewayGuildMembersLimited, plain | GuildMembers],
    ['both', F.GatewayGuildMembers | F.GatewayMessageContent, plain | GuildMembers | MessageContent],
    ['what we do not use', F.GatewayPresence, plain],
  ])('are no more than what is granted: %s', (_, flags, intents) => {
    expect(grantedIntents(flags)).toBe(intents);
  });
});

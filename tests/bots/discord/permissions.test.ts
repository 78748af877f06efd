import { ApplicationFlags, GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { gatewayIntents, grantedIntents } from '../../../src/bots/discord/intents.ts';
import { inviteLink } from '../../../src/bots/discord/invite.ts';
import { discordPermissions, permissionBits } from '../../../src/bots/discord/permissions.ts';

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

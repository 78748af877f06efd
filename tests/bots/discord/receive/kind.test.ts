import { describe, expect, it } from 'vitest';
import { isAct } from '../../../../src/bots/discord/receive/deliver.ts';
import type { Dispatch } from '../../../../src/bots/discord/receive/dispatch.ts';
import { discordSource } from '../../../../src/bots/discord/receive/kind.ts';
import { OwnRoles } from '../../../../src/bots/discord/receive/own-roles.ts';

const keyOf = (t: string, d: unknown): string | undefined => discordSource.kindOf({ t, d })?.key;
const said = { id: '11', channel_id: '5' };

describe('a dispatch is named after', () => {
  it.each([
    ['the interaction', 'INTERACTION_CREATE', { id: '7', type: 3, token: 'x' }, 'discord:interaction:7'],
    ['the message', 'MESSAGE_CREATE', said, 'discord:message:11'],
    [
      'the edit',
      'MESSAGE_UPDATE',
      { ...said, edited_timestamp: '2026-11-21T12:00:00.000+00:00' },
      'discord:edit:11:2026-11-21T12:00:00.000+00:00',
    ],
    ['the deletion', 'MESSAGE_DELETE', said, 'discord:deleted:11'],
  ])('%s', (_, t, d, key) => {
    expect(keyOf(t, d)).toBe(key);
  });

  it('what is about the same words', () => {
    const about = (t: string, d: unknown) => discordSource.kindOf({ t, d })?.about;
    const edited = { ...said, edited_timestamp: '2026-11-21T12:00:00.000+00:00' };
    expect([about('MESSAGE_CREATE', said), about('MESSAGE_UPDATE', edited), about('MESSAGE_DELETE', said)]).toEqual(
      Array.from({ length: 3 }, () => 'discord:message:11'),
    );
    expect(about('INTERACTION_CREATE', { id: '7', type: 3, token: 'x' })).toBeUndefined();
  });

  it('the messages that went together', () => {
    const [one, same, other] = [
      ['1', '2'],
      ['1', '2'],
      ['2', '1'],
    ].map((ids) => keyOf('MESSAGE_DELETE_BULK', { ids, channel_id: '5' }));
    expect(one).toMatch(/^discord:deleted:[0-9a-f]{32}$/);
    expect([same === one, other === one]).toEqual([true, false]);
  });
});

it.each<[string, unknown]>([
  ['INTERACTION_CREATE', { id: '7\u0000', type: 3, token: 'x' }],
  ['INTERACTION_CREATE', null],
  ['MESSAGE_CREATE', { id: 'gossip', channel_id: '5' }],
  ['MESSAGE_UPDATE', { ...said, edited_timestamp: null }],
  ['MESSAGE_DELETE_BULK', { ids: [], channel_id: '5' }],
  ['TYPING_START', said],
  ['Some gossip', said],
])('takes for nothing a %s of another shape', (t, d) => {
  expect(keyOf(t, d)).toBeUndefined();
});

it('keeps what is typed into an option for nobody', () => {
  expect(discordSource.kindOf({ t: 'INTERACTION_CREATE', d: { id: '7', type: 4, token: 'x' } })?.isPassing).toBe(true);
  expect(
    discordSource.kindOf({ t: 'INTERACTION_CREATE', d: { id: '7', type: 2, token: 'x' } })?.isPassing,
  ).toBeUndefined();
});

it('describes what it does not know by names alone (S16)', () => {
  const d = { content: 'gossip', 'More gossip': 1 };
  expect(discordSource.describe({ t: 'MESSAGE_CREATE', d })).toEqual({ type: 'MESSAGE_CREATE', keys: ['content'] });
  expect(discordSource.describe({ t: 'Some gossip', d })).toEqual({ type: 'undefined', keys: [] });
});

it.each<[string, Dispatch, boolean]>([
  ['a person’s words', { t: 'MESSAGE_CREATE', d: { ...said, author: { id: '1' } } }, true],
  ['a bot’s words', { t: 'MESSAGE_CREATE', d: { ...said, author: { id: '1', bot: true } } }, false],
  ['a webhook’s words', { t: 'MESSAGE_CREATE', d: { ...said, webhook_id: '9', author: { id: '9' } } }, false],
  ['a person’s edit', { t: 'MESSAGE_UPDATE', d: { ...said, edited_timestamp: '2026-11-21T12:00:00Z' } }, true],
  ['a link preview', { t: 'MESSAGE_UPDATE', d: { ...said, edited_timestamp: null } }, false],
  ['a preview that names no time', { t: 'MESSAGE_UPDATE', d: said }, false],
  ['a deletion', { t: 'MESSAGE_DELETE', d: said }, true],
  ['a reaction (S3)', { t: 'MESSAGE_REACTION_ADD', d: said }, false],
  ['somebody typing', { t: 'TYPING_START', d: said }, false],
])('takes %s for what it is', (_, dispatch, is) => {
  expect(isAct(dispatch)).toBe(is);
});

it('knows the role that Discord made for it in a guild, and no other bot’s', () => {
  const roles = new OwnRoles();
  const role = (id: string, bot?: string) => ({ id, name: 'x', ...(bot && { tags: { bot_id: bot } }) });
  roles.hear({ t: 'GUILD_CREATE', d: { id: '1', roles: [role('1'), role('2', '77'), role('3', '78')] } });
  roles.hear({ t: 'GUILD_ROLE_CREATE', d: { guild_id: '5', role: role('6', '77') } });
  roles.hear({ t: 'GUILD_CREATE', d: { id: '9', roles: 'gossip' } });
  expect([roles.of('1', '77'), roles.of('5', '77'), roles.of('9', '77')]).toEqual(['2', '6', null]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDispatch, waitingIn } from '../../../../src/bots/discord/read/dispatch.ts';
import type { Read, Seen } from '../../../../src/bots/discord/read/read.ts';

const at = new Date('2026-11-21T12:00:00Z');
const seen: Seen = {
  ...{ botUser: '1', application: '9', at, isFresh: true },
  placeOf: async (id) =>
    id === '31' ? { channel: '30', thread: '31' } : id === '30' ? { channel: '30', thread: null } : null,
  ownRole: async () => '2',
  authorOf: async ({ channel, message }) =>
    channel === '30' && message === '500' ? { surface: 'discord', team: '20', user: '5' } : null,
};
const read = (t: string, d: object): Promise<Read | null> => readDispatch({ t, d: { ...d } }, seen);

const ada = { id: '5', username: 'ada', global_name: 'Ada' };
const film = { id: '30', type: 0 };
const thread = { id: '31', type: 11, parent_id: '30' };
const asked = (type: number, more: object): object => ({
  ...{ id: '700', token: 'tok', type, application_id: '9', guild_id: '20', channel_id: '30', channel: film },
  member: { user: ada, roles: [] },
  ...more,
});
const button = (customId: string, more: object = {}): object =>
  asked(3, {
    data: { component_type: 2, custom_id: customId },
    message: { id: '400', channel_id: '30', flags: 1 << 15, components: [] },
    ...more,
  });
const said = (content: string, more: object = {}): object => ({
  ...{ id: '500', channel_id: '31', guild_id: '20', author: ada, type: 0, content, mentions: [] },
  ...more,
});
const account = { surface: 'discord', team: '20', user: '5' };

describe('a press', () => {
  it('bears its token, the message in its place, and one key however often it comes', async () => {
    expect(await read('INTERACTION_CREATE', button('c.run_1.1.pause'))).toEqual({
      kind: 'visit',
      intent: {
        ...{ kind: 'press', token: 'c.run_1.1.pause', confirmed: false },
        on: { channel: '30', thread: null, message: '400' },
      },
      visit: {
        ...{ account, at, delivery: 'discord:interaction:700', source: 'discord_button' },
        where: { surface: 'discord', channel: '30', thread: null },
      },
      spot: {
        ...{ account, channel: '30', thread: null, isDirect: false },
        interaction: { id: '700', token: 'tok', by: 'press', isFresh: true },
        pressed: {
          ref: { channel: '30', thread: null, message: '400' },
          ...{ isPrivate: false, opensForm: false, page: null, revision: null },
        },
      },
    });
  });

  const on = async (d: object): Promise<unknown> => {
    const found = await read('INTERACTION_CREATE', d);
    return found?.kind === 'visit' && found.intent.kind === 'press' ? found.intent.on : found;
  };

  it('in a thread stands in it; on what heads one it stands in none, in forums and wherever it is shown', async () => {
    const inThread = { channel: thread, channel_id: '31' };
    const message = (id: string, channel_id: string) => ({ message: { id, channel_id, flags: 0, components: [] } });
    expect(await on(button('x', { ...inThread, ...message('401', '31') }))).toEqual({
      ...{ channel: '30', thread: '31', message: '401' },
    });
    expect(await on(button('x', { ...inThread, ...message('31', '31') }))).toEqual({
      ...{ channel: '30', thread: null, message: '31' },
    });
    expect(await on(button('x', { ...inThread, ...message('31', '30') }))).toEqual({
      ...{ channel: '30', thread: null, message: '31' },
    });
  });

  it('on a second look is confirmed', async () => {
    expect(await read('INTERACTION_CREATE', button('confirm.p.1.c.run_1.1.cancel'))).toMatchObject({
      intent: { token: 'p.1.c.run_1.1.cancel', confirmed: true },
    });
    expect(await read('INTERACTION_CREATE', button('keep'))).toMatchObject({ kind: 'keep' });
  });

  it('counts for the guild that it was made in, whatever a button says', async () => {
    const lying = { ...button('in.99.c.run_1.1.pause') };
    expect(await read('INTERACTION_CREATE', lying)).toMatchObject({
      intent: { token: 'c.run_1.1.pause' },
      visit: { account: { team: '20' } },
    });
    const components = [{ type: 1, components: [{ type: 2, custom_id: 'in.20.c.run_1.1.pause' }] }];
    const direct = {
      ...button('in.20.c.run_1.1.pause'),
      ...{ guild_id: undefined, member: undefined, user: ada, channel: { id: '60', type: 1 }, channel_id: '60' },
    };
    const message = { id: '402', channel_id: '60', flags: 0, components };
    expect(await read('INTERACTION_CREATE', { ...direct, message })).toMatchObject({
      intent: { token: 'c.run_1.1.pause', on: { channel: '60', thread: null, message: '402' } },
      visit: { account: { team: '20', user: '5' } },
      spot: { isDirect: true, pressed: { isPrivate: true } },
    });
    // Without it, nobody of any project has pressed.
    expect(await read('INTERACTION_CREATE', { ...direct, message: { ...message, components: [] } })).toMatchObject({
      visit: { account: { team: '?', user: '5' } },
    });
  });

  it('on what is no button of ours is out of date', async () => {
    const menu = { data: { component_type: 3, custom_id: 'x', values: ['a'] } };
    expect(await read('INTERACTION_CREATE', button('x', menu))).toMatchObject({ kind: 'outdated' });
  });
});

describe('a form', () => {
  const components = [
    { type: 10, content: 'It begins at once.' },
    { type: 18, component: { type: 4, custom_id: 'brief', value: 'Two\nlines' } },
    { type: 18, component: { type: 3, custom_id: 'mode', values: ['checkpoint'] } },
    { type: 18, component: { type: 3, custom_id: 'none', values: [] } },
    { type: 1, components: [{ type: 4, custom_id: 'old', value: '' }] },
  ];
  const sent = (customId: string): object => asked(5, { data: { custom_id: customId, components } });
  const values = { brief: 'Two\nlines', mode: 'checkpoint', none: '', old: '' };

  it('brings its values; what is empty is there', async () => {
    expect(await read('INTERACTION_CREATE', sent('f.mode.run_1'))).toMatchObject({
      intent: { kind: 'submit', token: 'f.mode.run_1', values, on: null },
      visit: { delivery: 'discord:interaction:700', source: 'discord_form' },
      spot: { interaction: { by: 'form' }, pressed: null },
    });
  });

  it('that is kept brings a part', async () => {
    expect(await read('INTERACTION_CREATE', sent('kept.abcdefgh.2'))).toMatchObject({
      ...{ kind: 'part', form: { id: 'abcdefgh', part: 2 }, values },
    });
  });

  it('tells what was typed while nothing can be kept', () => {
    const waiting = waitingIn({ t: 'INTERACTION_CREATE', d: { ...sent('f.mode.run_1') } });
    expect(waiting?.typed).toEqual(['Two\nlines', 'checkpoint']);
    expect(waiting?.spot.account).toEqual(account);
    expect(waitingIn({ t: 'MESSAGE_CREATE', d: { ...said('x') } })).toBeNull();
    expect(waitingIn({ t: 'INTERACTION_CREATE', d: { ...asked(4, { data: {} }) } })).toBeNull();
  });
});

describe('a command', () => {
  const typed = (name: string, options: object[], resolved: object = {}): object =>
    asked(2, {
      ...{ channel: thread, channel_id: '31' },
      data: { type: 1, name: 'wheel', options: [{ type: 1, name, options }], resolved },
    });

  it('is the same as one that is typed, in its thread', async () => {
    expect(
      await read('INTERACTION_CREATE', typed('run', [{ name: 'pipeline', type: 3, value: 'film' }])),
    ).toMatchObject({
      intent: { kind: 'command', verb: 'run', rest: 'film' },
      visit: { where: { channel: '30', thread: '31' }, source: 'discord_form' },
    });
  });

  it('keeps words, run and policy apart, and says whom the words mention', async () => {
    const options = [
      { name: 'words', type: 3, value: 'ask <@5> and <@&7>' },
      { name: 'pause', type: 5, value: true },
      { name: 'run', type: 3, value: 'run_1' },
    ];
    const resolved = { users: { 5: ada }, members: { 5: { nick: 'Countess' } } };
    expect(await read('INTERACTION_CREATE', typed('say', options, resolved))).toMatchObject({
      intent: {
        ...{ kind: 'command', verb: 'say', rest: 'ask @“Countess” and @7', run: 'run_1', policy: 'pause' },
        mentionedGroups: ['20/7'],
      },
    });
  });

  it('that is none of ours any more is out of date, and in direct messages is at home nowhere', async () => {
    expect(await read('INTERACTION_CREATE', typed('fly', []))).toMatchObject({ kind: 'outdated' });
    const direct = { ...typed('run', []), guild_id: undefined, member: undefined, user: ada };
    expect(await read('INTERACTION_CREATE', direct)).toMatchObject({ kind: 'direct' });
  });
});

describe('a command on a message', () => {
  const chosen = (name: string, message: object, more: object = {}): object =>
    asked(2, { data: { type: 3, name, target_id: '500', resolved: { messages: { 500: message } } }, ...more });
  const target = { ...said('make <@1> darker'), guild_id: undefined, channel_id: '30' };

  it.each([
    ['Steer this run', 'steer'],
    ['Send and pause', 'pause'],
  ])('“%s” relays its words', async (name, policy) => {
    expect(await read('INTERACTION_CREATE', chosen(name, target))).toMatchObject({
      intent: { kind: 'relay', text: 'make @wheelhouse darker', message: '500', author: account, policy },
      visit: { where: { channel: '30', thread: null } },
    });
  });

  it('relays what heads a thread in that thread, and what a role said as nobody’s', async () => {
    const components = [{ type: 17, components: [{ type: 10, content: 'I kept the storm\\. \\*' }] }];
    const role = { ...target, content: '', flags: 1 << 5, webhook_id: '8', components };
    expect(await read('INTERACTION_CREATE', chosen('Steer this run', role))).toMatchObject({
      intent: { text: 'I kept the storm. *', author: null },
      visit: { where: { channel: '30', thread: '500' } },
      spot: { thread: '500' },
    });
  });

  it('of another name is out of date', async () => {
    expect(await read('INTERACTION_CREATE', chosen('toString', target))).toMatchObject({ kind: 'outdated' });
  });
});

describe('words', () => {
  it('come with their place, and what they mention', async () => {
    const mentions = [{ ...ada, id: '6', member: { nick: 'Ben B.' } }];
    expect(await read('MESSAGE_CREATE', said('<@6> and <@&7>: shorter', { mentions }))).toMatchObject({
      intent: {
        ...{ kind: 'words', text: '@“Ben B.” and @7: shorter', mentionsUs: false, addressed: 'somebody' },
        ...{ mentionedGroups: ['20/7'], message: '500' },
      },
      visit: { account, where: { channel: '30', thread: '31' }, delivery: 'discord:message:500' },
      spot: { interaction: null, pressed: null },
    });
  });

  it.each(['wheelhouse pause', 'wheelhouse say skip the tests', 'wheelhouse', '@wheelhouse pause', 'writer', 'stop'])(
    'that mention somebody who calls themselves %j are words to them, and to nobody else',
    async (nick) => {
      const mentions = [{ ...ada, id: '6', member: { nick } }];
      for (const content of ['<@6>', '<@!6> thanks!', 'wait, <@6> pause', '<@6> /wheel pause'])
        expect(await read('MESSAGE_CREATE', said(content, { mentions }))).toMatchObject({
          intent: {
            ...{ kind: 'words', text: content.replace(/<@!?6>/, `@“${nick.replace('@', '')}”`), mentionsUs: false },
            ...(content.startsWith('<') && { addressed: 'somebody' }),
          },
        });
      expect(await read('MESSAGE_CREATE', said('<@1> say ask <@6>', { mentions }))).toMatchObject({
        intent: { kind: 'command', verb: 'say', rest: `ask @“${nick.replace('@', '')}”` },
      });
      expect(await read('MESSAGE_CREATE', said('/wheel <@6>', { mentions }))).toMatchObject({
        intent: { kind: 'command', verb: '@6', rest: '' },
      });
    },
  );

  it.each(['<@1> pause', '<@&2> pause', '/wheel pause'])('%j is a command', async (content) => {
    expect(await read('MESSAGE_CREATE', said(content))).toMatchObject({
      intent: { kind: 'command', verb: 'pause', rest: '' },
    });
  });

  it('mention us as the bot and as its role', async () => {
    for (const mention of ['<@1>', '<@&2>'])
      expect(await read('MESSAGE_CREATE', said(`${mention} what now?`))).toMatchObject({
        intent: { kind: 'words', text: '@wheelhouse what now?', mentionsUs: true, addressed: 'us' },
      });
  });

  it('in answer to somebody are said to them, as Discord shows it (P19)', async () => {
    const reply = async (author: object, mentions: object[], content = 'agreed'): Promise<unknown> => {
      const found = await read('MESSAGE_CREATE', said(content, { type: 19, mentions, referenced_message: { author } }));
      return found?.kind === 'visit' && found.intent.kind === 'words' ? found.intent.addressed : found;
    };
    const ben = { id: '6', username: 'ben' };
    expect(await reply(ben, [ben])).toBe('somebody');
    expect(await reply(ben, [])).toBeUndefined();
    expect(await reply({ id: '1', bot: true }, [])).toBe('us');
    expect(await reply(ben, [ben], '<@1> stop')).toBe('us');
  });

  it.each([
    ['a bot’s', { author: { ...ada, bot: true } }],
    ['ours', { author: { id: '1' } }],
    ['a webhook’s', { webhook_id: '8' }],
    ['Discord’s own remark', { type: 7 }],
    ['a thread’s start', { type: 21 }],
    ['empty, as without the intent for content', { content: '' }],
    ['of a place that is none', { channel_id: '99' }],
  ])('that are %s are nobody’s (P10)', async (_, more) => {
    expect(await read('MESSAGE_CREATE', said('hello', more))).toEqual({ kind: 'ignored' });
  });

  it('in direct messages are at home nowhere', async () => {
    expect(await read('MESSAGE_CREATE', said('hello', { guild_id: undefined, channel_id: '60' }))).toMatchObject({
      ...{ kind: 'direct', spot: { account: { team: '?', user: '5' } } },
    });
  });
});

describe('what becomes of a message', () => {
  const edited_timestamp = '2026-11-21T12:01:00.123000+00:00';

  it('is an edit where its author changed it', async () => {
    expect(await read('MESSAGE_UPDATE', said('<@1> longer ', { edited_timestamp }))).toMatchObject({
      intent: {
        ...{ kind: 'edited', text: '@wheelhouse longer', message: '500' },
        first: {
          intent: { kind: 'words', text: '@wheelhouse longer', addressed: 'us' },
          delivery: 'discord:message:500',
        },
      },
      visit: { account, delivery: `discord:edit:500:${edited_timestamp}`, where: { thread: '31' } },
    });
  });

  it('is what typed words say now, without the command', async () => {
    expect(await read('MESSAGE_UPDATE', said('<@1> say longer', { edited_timestamp }))).toMatchObject({
      intent: { kind: 'edited', text: 'longer', first: { intent: { kind: 'command', verb: 'say', rest: 'longer' } } },
    });
  });

  it.each([
    ['a link preview', { edited_timestamp: null }],
    ['a bot’s edit', { edited_timestamp, author: { ...ada, bot: true } }],
    ['a role’s', { edited_timestamp, webhook_id: '8' }],
    ['in direct messages', { edited_timestamp, guild_id: undefined }],
    ['withheld from us', { edited_timestamp, content: '' }],
  ])('is nothing where it is %s (P10)', async (_, more) => {
    expect(await read('MESSAGE_UPDATE', said('longer', more))).toEqual({ kind: 'ignored' });
  });

  it('is an edit to nothing where only a picture is left', async () => {
    const found = await read('MESSAGE_UPDATE', said('', { edited_timestamp, attachments: [{ id: '8' }] }));
    expect(found).toMatchObject({ intent: { kind: 'edited', text: '' } });
  });

  it('is a deletion by whoever had said it, and where nobody had, one of what may be a card', async () => {
    const gone = { id: '500', channel_id: '31', guild_id: '20' };
    expect(await read('MESSAGE_DELETE', gone)).toMatchObject({
      intent: { kind: 'deleted', message: '500' },
      visit: { account, delivery: 'discord:deleted:500', where: { channel: '30', thread: '31' } },
    });
    const unsaid = { kind: 'deleted', at: { channel: '30', thread: '31', message: '501' } };
    expect(await read('MESSAGE_DELETE', { ...gone, id: '501' })).toEqual(unsaid);
    expect(await read('MESSAGE_DELETE', { ...gone, channel_id: '99' })).toEqual({ kind: 'ignored' });
    expect(await read('MESSAGE_DELETE', { ...gone, guild_id: undefined })).toEqual({ kind: 'ignored' });
    const many = await read('MESSAGE_DELETE_BULK', { ids: ['501', '500'], channel_id: '31', guild_id: '20' });
    expect(many?.kind === 'several' && many.reads.map(({ kind }) => kind)).toEqual(['deleted', 'visit']);
  });
});

describe('what nobody knows', () => {
  it.each([
    ['TYPING_START', {}],
    ['INTERACTION_CREATE', {}],
    ['INTERACTION_CREATE', { ...asked(99, {}) }],
    ['INTERACTION_CREATE', { ...asked(3, {}), member: undefined }],
    ['MESSAGE_CREATE', { id: 'x' }],
    ['MESSAGE_UPDATE', { id: '500', channel_id: '31' }],
    ['MESSAGE_DELETE', {}],
    ['MESSAGE_DELETE_BULK', { ids: 'all' }],
  ])('of %s changes nothing', async (t, d) => expect(await read(t, d)).toBeNull());

  it('never breaks a reader, whatever stands in a field', async () => {
    const samples = [button('x'), asked(2, { data: {} }), asked(5, { data: {} }), said('x')];
    const types = ['INTERACTION_CREATE', 'MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE', 'MESSAGE_DELETE_BULK'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...types), fc.constantFrom(...samples), fc.object(), async (t, d, junk) => {
        const key = Object.keys(d)[Object.keys(junk).length % Object.keys(d).length] ?? '';
        await read(t, { ...d, [key]: junk, ...junk });
      }),
      { numRuns: 300 },
    );
  });
});

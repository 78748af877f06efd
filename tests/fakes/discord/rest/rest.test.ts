import { type REST, Routes, type ThreadChannel } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeDiscord } from '../discord.ts';
import { button, type Rig, row, startRig, text, v2 } from '../rig.ts';

let rig: Rig;
let discord: FakeDiscord;
let rest: REST;
beforeEach(async () => {
  rig = await startRig({}, { rest: { rejectOnRateLimit: () => true } });
  [discord, rest] = [rig.discord, rig.client.rest];
});
afterEach(() => rig.close());

const hour = 3_600_000;
const codeOf = (done: Promise<unknown>): Promise<unknown> =>
  done.then(
    () => null,
    (error: { code?: number; status?: number }) => error.code ?? error.status,
  );

describe('messages', () => {
  it('are posted, edited and deleted', async () => {
    const message = await rig.film.send(v2(text('# Draft'), row(button('Approve'))));
    const ada = discord.person('ada');
    expect(ada.sees({ channel: 'film' })).toMatchObject([
      { id: message.id, text: 'Draft', buttons: ['Approve'], author: 'wheelhouse' },
    ]);
    await message.edit(v2(text('Approved')));
    expect(discord.message('film', message.id)).toMatchObject({ text: 'Approved', buttons: [], isEdited: true });
    await message.delete();
    expect(ada.sees({ channel: 'film' })).toEqual([]);
    expect(await codeOf(message.edit(v2(text('x'))))).toBe(10008);
  });

  it('keep V2 once they have it, and become it only without their words', async () => {
    const card = await rig.film.send(v2(text('a')));
    expect(await codeOf(card.edit({ content: 'words' }))).toBe(50035);
    const words = await rig.film.send('words');
    expect(await codeOf(words.edit(v2(text('a'))))).toBe(50035);
    await words.edit({ content: null, embeds: [], flags: 1 << 15, components: [text('a')] });
    expect(discord.message('film', words.id)?.text).toBe('a');
  });

  it('say in Discord’s words what is wrong', async () => {
    const bad = rig.film.send({ content: 'x'.repeat(2001) });
    await expect(bad).rejects.toMatchObject({
      code: 50035,
      status: 400,
      rawError: { errors: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } },
    });
    expect(await codeOf(rest.post(Routes.channelMessages(rig.film.id), { body: { content: '' } }))).toBe(50006);
  });

  it('are made once for one nonce that is enforced', async () => {
    const given = { content: 'once', nonce: 'n1', enforceNonce: true };
    const [one, two] = [await rig.film.send(given), await rig.film.send(given)];
    expect(two.id).toBe(one.id);
    await rig.film.send({ content: 'once', nonce: 'n1' });
    expect(discord.person('ada').sees({ channel: 'film' })).toHaveLength(2);
  });

  it('ping whom they may', async () => {
    const ada = discord.person('ada');
    await rig.film.send(`<@${ada.id}> @everyone`);
    await rig.film.send({ content: `<@${ada.id}>`, allowedMentions: { parse: [] } });
    expect(ada.sees({ channel: 'film' }).map(({ pings }) => pings)).toEqual([[ada.id, 'everyone'], []]);
  });

  it('of others are not edited, and old ones only so often', async () => {
    const id = await discord.person('ada').type({ channel: 'film' }, 'mine');
    expect(await codeOf(rest.patch(Routes.channelMessage(rig.film.id, id), { body: { content: 'x' } }))).toBe(50005);
    const card = await rig.film.send('card');
    discord.clock.advance(hour + 1000);
    discord.limitOldEdits(1);
    await card.edit('one');
    await expect(card.edit('two')).rejects.toThrow();
    expect(discord.calls.at(-1)).toMatchObject({ status: 429, answer: { code: 30046 } });
  });

  it('bring files', async () => {
    await rig.film.send({ content: 'all', files: [{ attachment: Buffer.from('# Draft'), name: 'draft.md' }] });
    expect(discord.person('ada').sees({ channel: 'film' })[0]?.files).toEqual([{ name: 'draft.md', text: '# Draft' }]);
  });
});

describe('permissions', () => {
  it('say 50001 where nothing is seen, 50013 where it may not', async () => {
    discord.deny('film', 'SendMessages');
    expect(await codeOf(rig.film.send('x'))).toBe(50013);
    discord.deny('film', 'ViewChannel');
    expect(await codeOf(rig.film.send('x'))).toBe(50001);
    discord.deny('film');
    await rig.film.send('x');
    discord.deleteChannel('film');
    expect(
      await codeOf(
        rest.post(Routes.channelMessages(discord.calls.at(-1)!.params.channel!), { body: { content: 'x' } }),
      ),
    ).toBe(10003);
  });
});

describe('threads', () => {
  it('from a message have its id, and there is one', async () => {
    const root = await rig.film.send('root');
    const thread = await root.startThread({ name: 'Run 1' });
    expect(thread.id).toBe(root.id);
    expect(await codeOf(rest.post(Routes.threads(rig.film.id, root.id), { body: { name: 'x' } }))).toBe(160004);
    const ada = discord.person('ada');
    await ada.type({ channel: 'film', thread: thread.id }, 'hello');
    await discord.until(() => rig.heard.includes('ada: hello'), 'the words in the thread');
    expect(ada.sees({ channel: 'film', thread: thread.id }).map((it) => it.text)).toEqual(['root', 'hello']);
  });

  it('refuse edits when archived, and are revived by words', async () => {
    const thread = await (await rig.film.send('root')).startThread({ name: 'Run 1' });
    const card = await thread.send('card');
    discord.archive(thread.id);
    expect(await codeOf(card.edit('x'))).toBe(50083);
    await thread.send('again');
    await card.edit('x');
    discord.archive(thread.id);
    await thread.setArchived(false);
    await card.edit('y');
    discord.archive(thread.id, true);
    expect(await codeOf(thread.send('x'))).toBe(50083);
  });

  it('of a forum begin with a message of the same id', async () => {
    const forum = discord.channel('ideas', { kind: 'forum' });
    expect(await codeOf(rest.post(Routes.channelMessages(forum.id), { body: { content: 'x' } }))).toBe(50008);
    await discord.until(() => rig.client.channels.cache.has(forum.id), 'the forum');
    const channel = rig.client.channels.cache.get(forum.id) as unknown as {
      threads: { create(o: object): Promise<ThreadChannel> };
    };
    const thread = await channel.threads.create({ name: 'Run 1', message: { content: 'card' } });
    expect(discord.message(thread.id, thread.id)?.text).toBe('card');
  });
});

describe('webhooks', () => {
  it('write under a name of their own, in threads too, and are edited', async () => {
    const hook = await rig.film.createWebhook({ name: 'Roles' });
    const thread = await (await rig.film.send('root')).startThread({ name: 'Run' });
    const said = await hook.send({
      content: 'hello',
      username: 'Mara',
      avatarURL: 'https://a.example/m.png',
      threadId: thread.id,
    });
    await hook.editMessage(said.id, { content: 'hello again', threadId: thread.id });
    const seen = discord.person('ada').sees({ channel: 'film', thread: thread.id });
    expect(seen.at(-1)).toMatchObject({ author: 'Mara', icon: 'https://a.example/m.png', text: 'hello again' });
    await expect(hook.send({ content: 'x', username: 'discord' })).rejects.toMatchObject({ code: 50035 });
  });

  it('are lost with 10015, and 50027 with another token', async () => {
    const hook = await rig.film.createWebhook({ name: 'Roles' });
    expect(await codeOf(rest.post(Routes.webhook(hook.id, 'wrong'), { body: { content: 'x' }, auth: false }))).toBe(
      50027,
    );
    discord.removeWebhooks('film');
    expect(await codeOf(hook.send('x'))).toBe(10015);
  });

  it('are fifteen a channel, and need the permission', async () => {
    for (let made = 0; made < 15; made++) await rig.film.createWebhook({ name: 'Roles' });
    expect(await codeOf(rig.film.createWebhook({ name: 'Roles' }))).toBe(30007);
    discord.deny('film', 'ManageWebhooks');
    expect(await codeOf(rig.film.fetchWebhooks())).toBe(50013);
  });
});

describe('members', () => {
  it('are found, or not', async () => {
    const ada = discord.person('ada', { roles: ['editors'] });
    const [guild] = [...rig.client.guilds.cache.values()];
    const found = (await rest.get(Routes.guildMember(guild!.id, ada.id))) as { roles: string[] };
    expect(found.roles).toHaveLength(1);
    expect(await codeOf(rest.get(Routes.guildMember(guild!.id, '1')))).toBe(10013);
    const bob = discord.person('bob', { guilds: ['Quill'] });
    expect(await codeOf(rest.get(Routes.guildMember(guild!.id, bob.id)))).toBe(10007);
  });
});

describe('rates', () => {
  it('are told in headers, and held', async () => {
    discord.pacer.pace = 'strict';
    for (let sent = 0; sent < 5; sent++) await rig.film.send('x');
    await expect(rig.film.send('x')).rejects.toThrow();
    const url = `${discord.apiUrl.href}/channels/${rig.film.id}/messages`;
    const headers = { authorization: `Bot ${discord.app.token}`, 'content-type': 'application/json' };
    const sixth = await fetch(url, { method: 'POST', body: JSON.stringify({ content: 'x' }), headers });
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(sixth.headers.get('x-ratelimit-limit')).toBe('5');
    expect(await sixth.json()).toMatchObject({ global: false, message: 'You are being rate limited.' });
    discord.clock.advance(5000);
    expect((await fetch(url, { method: 'POST', body: JSON.stringify({ content: 'x' }), headers })).status).toBe(200);
  });

  it('hold everything together to a global one', async () => {
    Object.assign(discord.pacer, { pace: 'strict', global: 2 });
    const headers = { authorization: `Bot ${discord.app.token}` };
    const ask = async () =>
      (await fetch(`${discord.apiUrl.href}/users/@me`, { headers })).headers.get('x-ratelimit-global');
    expect([await ask(), await ask(), await ask()]).toEqual([null, null, 'true']);
  });

  it('ban an address that asks too often for what it may not', async () => {
    discord.ban.most = 3;
    const ask = async () => (await fetch(`${discord.apiUrl.href}/users/@me`)).status;
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual([401, 401, 401, 429]);
    expect(await codeOf(rig.film.send('x'))).not.toBeNull();
    discord.clock.advance(11 * 60_000);
    await rig.film.send('x');
  });
});

describe('faults', () => {
  const route = 'POST /channels/:channel/messages';

  it('happen once, when they are wanted', async () => {
    discord.faults.next(route, { kind: 'error', status: 403, code: 50001 });
    expect(await codeOf(rig.film.send('x'))).toBe(50001);
    discord.faults.next(route, { kind: 'drop', done: true });
    await expect(rig.film.send('done')).rejects.toThrow();
    discord.faults.next(route, { kind: 'status', status: 502 });
    await expect(rig.film.send('not done')).rejects.toThrow();
    await rig.film.send('fine');
    expect(
      discord
        .person('ada')
        .sees({ channel: 'film' })
        .map((it) => it.text),
    ).toEqual(['done', 'fine']);
  });
});

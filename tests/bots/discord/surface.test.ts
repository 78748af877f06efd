import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSpec } from '../../fakes/discord/specs/spec.ts';
import { describeWith, get } from '../../setup/needs.ts';
import { askCard, runCard, settled } from '../samples.ts';
import { placed } from '../chat/send/stores.ts';
import { routes, startRig, type Rig } from './send/rig.ts';

const words = {
  subject: { kind: 'message' as const, id: 'm1' },
  author: { kind: 'role' as const, name: 'Story editor', handle: 'story_editor', emoji: '✍' },
  label: null,
  text: 'I kept the storm. https://example.org @everyone',
  blocks: [],
};
const ours = { ...words, author: { kind: 'system' as const, name: 'Wheelhouse', handle: null, emoji: null } };
const minutes = (count: number): number => count * 60_000;

describe.each(['text', 'forum'] as const)('the Discord surface, in a %s channel', (kind) => {
  let rig: Rig;
  let film: { surface: 'discord'; channel: string };
  beforeEach(async () => {
    rig = await startRig();
    film = { surface: 'discord', channel: rig.discord.channel('film', { kind }).id };
  });
  afterEach(() => rig.close());

  const inFilm = (thread: string | null) => ({ place: film, thread });
  const seen = (thread: string) => rig.discord.person('ada').sees({ channel: 'film', thread });
  const root = (key = 'root', card = runCard(1)) => placed(rig.surface.post(inFilm(null), card, key));
  const say = (thread: string, key: string, what: typeof words | typeof ours = words) =>
    rig.surface.say({ place: film, thread }, what, key);

  it('heads a thread of its title with a card, and brings it up to date', async () => {
    const ref = await root();
    expect(ref).toMatchObject({ channel: film.channel, thread: null });
    const start = rig.discord.calls.find(({ route }) => /threads$/.test(route));
    expect(start?.body).toMatchObject({ name: 'Treatment for “The Lighthouse”' });
    expect(seen(ref.message).map(({ buttons }) => buttons.length)).toEqual([4]);
    expect(await rig.surface.update(ref, settled(2))).toBe('updated');
    expect(seen(ref.message).map(({ buttons }) => buttons)).toEqual([[]]);
  });

  it('takes what Discord takes for the name of a thread', async () => {
    const ref = await root('long', runCard(1, { title: `  ${'long '.repeat(60)}` }));
    await placed(say(ref.message, 'said'));
    const start = rig.discord.calls.find(({ route }) => /threads$/.test(route));
    expect((start?.body as { name: string }).name).toMatch(/^long .{80,94}…$/);
  });

  it('pings nobody and stays Components V2, whatever it sends or changes (S11)', async () => {
    const ref = await root();
    await rig.surface.update(ref, settled(2));
    await placed(rig.surface.post(inFilm(ref.message), askCard(1, { title: '@everyone <@&1>' }), 'ask'));
    await placed(say(ref.message, 'said'));
    await placed(say(ref.message, 'said by us', ours));
    const bodies = rig.discord.calls.flatMap(({ body }) => {
      const sent = 'message' in body ? (body.message as Record<string, unknown>) : (body as Record<string, unknown>);
      return 'components' in sent ? [sent] : [];
    });
    expect(bodies).toHaveLength(5);
    for (const body of bodies) expect(body).toMatchObject({ flags: 1 << 15, allowed_mentions: { parse: [] } });
    expect(seen(ref.message).flatMap(({ pings }) => pings)).toEqual([]);
  });

  describe('posts once for one key (R1, R5)', () => {
    it('when it is asked twice at once, and again later', async () => {
      const both = await Promise.all([1, 2].map((n) => root('same', runCard(n))));
      expect(both[0]).toEqual(both[1]);
      expect(await root('same', runCard(3))).toEqual(both[0]);
      expect(seen(both[0]!.message)).toHaveLength(1);
      expect(await root('another')).not.toEqual(both[0]);
    });

    const posting = { text: routes.post, forum: 'POST /channels/:channel/threads' }[kind];
    const heads = () => rig.discord.calls.filter(({ route, answer }) => route === posting && answer !== null);

    it('at the head, when Discord did it and the answer was lost, in every process', async () => {
      rig.discord.faults.next(posting, { kind: 'drop', done: true });
      await expect(root('lost')).rejects.toThrow('discord-away');
      await expect(root('lost')).rejects.toThrow('Another process is posting this');
      rig.sends.lapse();
      // Discord's own nonce holds some minutes: after them it is the mark that tells.
      rig.discord.clock.advance(minutes(6));
      const ref = await placed(rig.another().surface.post(inFilm(null), runCard(1), 'lost'));
      expect(heads()).toHaveLength(1);
      expect(seen(ref.message)).toHaveLength(1);
      await placed(say(ref.message, 'said'));
      // Forgotten, it is posted a second time: the count can fail.
      rig.sends.rows.clear();
      await root('lost');
      expect(heads()).toHaveLength(2);
    });

    it.each([
      ['a card', routes.post, (thread: string) => rig.surface.post(inFilm(thread), askCard(1), 'lost')],
      ["a role's words", routes.execute, (thread: string) => say(thread, 'lost')],
      ['our own words', routes.post, (thread: string) => say(thread, 'lost', ours)],
    ])('in a thread, %s, when the answer was lost', async (_, route, send) => {
      const { message: thread } = await root();
      rig.discord.faults.next(route, { kind: 'drop', done: true });
      await expect(send(thread)).rejects.toThrow('discord-away');
      rig.sends.lapse();
      rig.discord.clock.advance(minutes(6));
      const ref = await placed(send(thread));
      expect(seen(thread).map(({ id }) => id)).toEqual([thread, ref.message]);
      rig.sends.rows.clear();
      await send(thread);
      expect(seen(thread)).toHaveLength(3);
    });

    it('when Discord did nothing: then the next try does', async () => {
      rig.discord.faults.next(posting, { kind: 'drop', done: false });
      await expect(root('lost')).rejects.toThrow('discord-away');
      rig.sends.lapse();
      expect(seen((await root('lost')).message)).toHaveLength(1);
    });

    it('when no database said so: within some minutes, Discord itself knows a nonce', async () => {
      const { message: thread } = await root();
      const post = () => placed(rig.surface.post(inFilm(thread), askCard(1), 'twice'));
      const first = await post();
      rig.sends.rows.clear();
      expect(await post()).toEqual(first);
      expect(seen(thread)).toHaveLength(2);
      rig.sends.rows.clear();
      rig.discord.clock.advance(minutes(6));
      expect(await post()).not.toEqual(first);
    });

    it("S10: and takes nobody else's message for it, whatever is on it", async () => {
      const { message: thread } = await root();
      rig.discord.faults.next(routes.post, { kind: 'drop', done: true });
      await expect(rig.surface.post(inFilm(thread), askCard(1), 'lost')).rejects.toThrow('discord-away');
      const { message } = await pretend(thread);
      rig.sends.lapse();
      rig.discord.clock.advance(minutes(6));
      const ref = await placed(rig.surface.post(inFilm(thread), askCard(1), 'lost'));
      expect(ref.message).not.toBe(message);
      expect(seen(thread)).toHaveLength(3);
    });

    /** What we sent was somebody else's: a webhook that is none of ours brought the same. */
    async function pretend(thread: string): Promise<{ message: string }> {
      const sent = rig.discord.calls.findLast(({ route }) => route === routes.post)!;
      const hook = await fetch(`${rig.discord.apiUrl.href}/channels/${film.channel}/webhooks`, {
        method: 'POST',
        headers: { authorization: `Bot ${rig.discord.app.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Somebody' }),
      });
      const { id, token } = (await hook.json()) as { id: string; token: string };
      const url = `${rig.discord.apiUrl.href}/webhooks/${id}/${token}?wait=true&thread_id=${thread}`;
      const { components, flags } = sent.body as { components: unknown; flags: number };
      await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ components, flags }),
      });
      const [, mine, theirs] = seen(thread);
      rig.discord.removeMessage(thread, mine!.id);
      rig.discord.removeWebhooks(film.channel);
      return { message: theirs!.id };
    }

    it('finds where it stands, and nothing where nothing does', async () => {
      const ref = await root();
      expect(await rig.surface.find(inFilm(null), 'root')).toEqual({ ...ref, isNew: false });
      expect(await rig.surface.find(inFilm(ref.message), 'never')).toBeNull();
    });
  });

  describe('an older card that comes late (R5)', () => {
    it('changes nothing; the same revision goes out again', async () => {
      const ref = await root();
      for (const revision of [3, 2, 3])
        await rig.surface.update(ref, runCard(revision, { title: `Number ${revision}` }));
      expect(seen(ref.message)[0]?.text).toContain('Number 3');
      expect(rig.count(routes.edit)).toBe(2);
    });
  });

  describe('a thread that is archived', () => {
    it('is revived by what is said and posted there', async () => {
      const { message: thread } = await root();
      for (const [n, send] of [
        () => say(thread, 'said'),
        () => say(thread, 'ours', ours),
        () => rig.surface.post(inFilm(thread), askCard(1), 'ask'),
      ].entries()) {
        rig.discord.archive(thread);
        await placed(send());
        expect(seen(thread)).toHaveLength(2 + n);
      }
      expect(rig.called()).not.toContain('PATCH /channels/:channel');
    });

    it('is revived by what changes there', async () => {
      const { message: thread } = await root();
      const ask = await placed(rig.surface.post(inFilm(thread), askCard(1), 'ask'));
      rig.discord.archive(thread);
      expect(await rig.surface.update(ask, settled(2))).toBe('updated');
      expect(seen(thread).at(-1)?.buttons).toEqual([]);
      expect(rig.called()).toContain('PATCH /channels/:channel');
    });

    it('keeps nobody from its card', async () => {
      const ref = await root();
      rig.discord.archive(ref.message);
      expect(await rig.surface.update(ref, settled(2))).toBe('updated');
      expect(seen(ref.message)[0]?.buttons).toEqual([]);
    });

    it('and locked is opened where we may, and gone where we may not: no trouble of the channel’s', async () => {
      const { message: thread } = await root();
      const ask = await placed(rig.surface.post(inFilm(thread), askCard(1), 'ask'));
      rig.discord.archive(thread, true);
      expect(await rig.surface.update(ask, askCard(2))).toBe('updated');
      rig.discord.archive(thread, true);
      await placed(say(thread, 'said'));
      rig.discord.archive(thread, true);
      rig.discord.deny(film.channel, 'ManageThreads');
      rig.discord.faults.next('PATCH /channels/:channel', { kind: 'error', status: 403, code: 50013 }, 3);
      expect(await rig.surface.update(ask, askCard(3))).toBe('gone');
      expect(await say(thread, 'said too')).toBe('gone');
      expect(await rig.surface.post(inFilm(thread), askCard(1), 'another')).toBe('gone');
      expect(rig.troubles.codes).toEqual([]);
    });
  });

  it('says of a thread that was deleted that it is gone, and marks nothing (R7)', async () => {
    const { message: thread } = await root();
    const ask = await placed(rig.surface.post(inFilm(thread), askCard(1), 'ask'));
    rig.discord.deleteChannel(thread);
    expect(await rig.surface.update(ask, askCard(2))).toBe('gone');
    expect(await say(thread, 'said')).toBe('gone');
    expect(await rig.surface.post(inFilm(thread), askCard(1), 'another')).toBe('gone');
    expect(rig.troubles.codes).toEqual([]);
  });

  describe('a card that can be edited no more (P28)', () => {
    it('is gone when it was deleted', async () => {
      const { message: thread } = await root();
      const ask = await placed(rig.surface.post(inFilm(thread), askCard(1), 'ask'));
      rig.discord.removeMessage(thread, ask.message);
      expect(await rig.surface.update(ask, askCard(2))).toBe('gone');
    });

    it.each([
      [403, 50005],
      [400, 30046],
    ])('is gone where Discord says %i, %i', async (status, code) => {
      const ref = await root();
      rig.discord.faults.next(routes.edit, { kind: 'error', status, code });
      expect(await rig.surface.update(ref, runCard(2))).toBe('gone');
    });

    it('is gone, and taken away, when it is too old for one more edit: the next is as new as can be', async () => {
      const { message: thread } = await root();
      const ask = await placed(rig.surface.post(inFilm(thread), askCard(1), 'ask'));
      rig.discord.clock.advance(minutes(61));
      rig.discord.limitOldEdits(1);
      expect(await rig.surface.update(ask, askCard(2))).toBe('updated');
      expect(await rig.surface.update(ask, settled(3))).toBe('gone');
      expect(seen(thread).map(({ id }) => id)).toEqual([thread]);
      const anew = await placed(rig.surface.post(inFilm(thread), settled(3), `ask-after-${ask.message}`));
      expect(await rig.surface.update(anew, settled(3))).toBe('updated');
    });
  });

  describeWith(['specs'], "by Discord's own description", () => {
    it('sends nothing that it has something against', async () => {
      const { message: thread } = await root();
      const ask = await placed(rig.surface.post(inFilm(thread), askCard(1), 'ask'));
      rig.discord.archive(thread);
      await rig.surface.update(ask, settled(2));
      await placed(say(thread, 'said'));
      await rig.surface.tell({ surface: 'discord', team: '', user: rig.discord.person('ada').id }, inChannel(), [
        'No.',
      ]);
      rig.sends.rows.set('lost', { begun: new Date(0), until: new Date(0), ref: null });
      await rig.surface.find(inFilm(thread), 'lost');
      await rig.surface.find(inFilm(null), 'lost');
      expect(rig.discord.calls.length).toBeGreaterThan(10);
      expect(readSpec(get('specs'))(rig.discord.calls)).toEqual([]);
    });
  });

  it('loses what the moderation of the server takes not, and nothing else', async () => {
    const { message: thread } = await root();
    rig.discord.faults.next(routes.execute, { kind: 'error', status: 400, code: 200_000 });
    expect(await say(thread, 'rude')).toEqual({ lost: expect.stringContaining('moderation') as string });
    await placed(say(thread, 'kind'));
    expect(rig.troubles.codes).toEqual([]);
  });

  it('tells one person directly, and nobody who takes no direct messages, said once', async () => {
    const [ada, ben] = ['ada', 'ben'].map((name) => rig.discord.person(name));
    const account = (user: string) => ({ surface: 'discord' as const, team: rig.discord.guild('Paper').id, user });
    for (let n = 0; n < 2; n += 1) await rig.surface.tell(account(ada!.id), inChannel(), ['Ben was faster.']);
    expect(ada!.privately().map(({ text }) => text)).toEqual(['Ben was faster.', 'Ben was faster.']);
    rig.discord.faults.next(routes.post, { kind: 'error', status: 403, code: 50007 }, 2);
    for (let n = 0; n < 2; n += 1) await rig.surface.tell(account(ben!.id), inChannel(), ['You were late.']);
    expect(ben!.privately()).toEqual([]);
    expect(rig.logged).toHaveLength(1);
    expect(rig.count('POST /users/@me/channels')).toBe(2);
  });

  const inChannel = () => ({ channel: film.channel, thread: null });
});

describe('a card and its thread', () => {
  let rig: Rig;
  let film: { surface: 'discord'; channel: string };
  beforeEach(async () => {
    rig = await startRig();
    film = { surface: 'discord', channel: rig.discord.channel('film').id };
  });
  afterEach(() => rig.close());

  const post = () => rig.surface.post({ place: film, thread: null }, runCard(1), 'root');
  const said = (thread: string) => rig.surface.say({ place: film, thread }, words, 'said');

  it.each([
    ['was not started', false],
    ['was started, and the answer was lost', true],
  ])('that %s come together at the next try', async (_, done) => {
    rig.discord.faults.next(routes.start, { kind: 'drop', done });
    await expect(post()).rejects.toThrow('discord-away');
    const ref = await placed(post());
    await placed(said(ref.message));
    expect(rig.count(routes.post)).toBe(1);
    expect(rig.count(routes.start)).toBe(2);
    expect(rig.discord.person('ada').sees({ channel: 'film', thread: ref.message })).toHaveLength(2);
  });

  it('come together at the first word, when whoever posted the card died before its thread', async () => {
    rig.discord.faults.next(routes.start, { kind: 'drop', done: false });
    await expect(post()).rejects.toThrow('discord-away');
    const [head] = rig.discord.person('ada').sees({ channel: 'film' });
    await placed(said(head!.id));
    expect(rig.discord.person('ada').sees({ channel: 'film', thread: head!.id })).toHaveLength(2);
  });

  it('get another name where Discord takes none of that title', async () => {
    rig.discord.faults.next(routes.start, { kind: 'error', status: 400, code: 200_001 });
    await placed(said((await placed(post())).message));
    expect(rig.count(routes.start)).toBe(2);
  });

  it('that may not be had are a trouble, and come when it is over', async () => {
    rig.discord.deny('film', 'CreatePublicThreads');
    expect(await post()).toHaveProperty('lost');
    expect(rig.troubles.codes).toEqual([[film.channel, '50013']]);
    rig.discord.deny('film');
    await rig.troubles.over('discord', film.channel);
    await placed(said((await placed(post())).message));
    expect(rig.count(routes.post)).toBe(1);
  });
});

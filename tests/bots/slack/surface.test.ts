import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askCard, runCard, settled } from '../samples.ts';
import { placed } from '../chat/send/stores.ts';
import { startRig, type Rig } from './send/rig.ts';

const words = {
  subject: { kind: 'message' as const, id: 'm1' },
  author: { kind: 'role' as const, name: 'Story editor', handle: 'story_editor', emoji: '✍' },
  label: null,
  text: 'I kept the storm. https://example.org <!channel>',
  blocks: [],
};

describe('the Slack surface', () => {
  let rig: Rig;
  let film: { surface: 'slack'; channel: string };
  beforeEach(async () => {
    rig = await startRig();
    film = { surface: 'slack', channel: rig.slack.channel('film').id };
  });
  afterEach(() => rig.close());

  const head = { thread: null };
  const inFilm = (thread: string | null) => ({ place: film, thread });
  const seen = () => rig.slack.person('ada').sees({ channel: 'film' });

  it('posts a card without previews and pings, and brings it up to date', async () => {
    const ref = await placed(rig.surface.post(inFilm(null), askCard(1), 'k1'));
    const [call] = rig.slack.calls;
    expect(call?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false', link_names: 'false' });
    expect(await rig.surface.update(ref, settled(2))).toBe('updated');
    expect(seen().map(({ buttons }) => buttons)).toEqual([[]]);
    const update = rig.slack.calls.find(({ method }) => method === 'chat.update');
    expect(Object.keys(update?.args ?? {})).toEqual(expect.arrayContaining(['text', 'blocks']));
  });

  it('lets a role speak under its own name, in its thread, without pings', async () => {
    const root = await placed(rig.surface.post(inFilm(null), runCard(1), 'k1'));
    const said = await placed(rig.surface.say({ place: film, thread: root.message }, words, 'k2'));
    expect(said.thread).toBe(root.message);
    const message = rig.slack.message('film', said.message);
    expect(message).toMatchObject({ thread: root.message, pings: [] });
    expect(message?.author).toContain('Story editor');
  });

  it('says in a thread whose head was deleted that it is gone, and marks nothing (R7)', async () => {
    const root = await placed(rig.surface.post(inFilm(null), runCard(1), 'k1'));
    await rig.slack.removeMessage('film', root.message);
    expect(await rig.surface.say({ place: film, thread: root.message }, words, 'k2')).toBe('gone');
    expect(await rig.surface.post(inFilm(root.message), askCard(1), 'k3')).toBe('gone');
    expect(rig.troubles.codes).toEqual([]);
  });

  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])(
    'says that a card is gone where Slack says %s (R7, P28)',
    async (error) => {
      const ref = await placed(rig.surface.post(inFilm(null), runCard(1), 'k1'));
      rig.slack.faults.next('chat.update', { kind: 'error', error });
      expect(await rig.surface.update(ref, runCard(2))).toBe('gone');
      expect(await rig.surface.update(ref, runCard(3))).toBe('updated');
    },
  );

  describe('posts once for one key (R1, R5)', () => {
    const posts = () => seen().length;

    it('when it is asked twice at once, and again later', async () => {
      const both = await Promise.all([1, 2].map((n) => rig.surface.post(inFilm(null), runCard(n), 'same')));
      expect(both[0]).toEqual(both[1]);
      expect(both[0]).toMatchObject({ isNew: true });
      expect(await rig.surface.post(inFilm(null), runCard(3), 'same')).toEqual({
        ...(both[0] as object),
        isNew: false,
      });
      expect(posts()).toBe(1);
      await rig.surface.post(inFilm(null), runCard(3), 'another');
      expect(posts()).toBe(2);
    });

    it.each([
      ['at the head', false],
      ['in a thread', true],
    ])('%s, when Slack did it and the answer was lost', async (_, inThread) => {
      const root = inThread ? await placed(rig.surface.post(inFilm(null), runCard(1), 'root')) : null;
      const at = inFilm(root?.message ?? null);
      rig.slack.faults.next('chat.postMessage', { kind: 'drop', done: true });
      await expect(rig.surface.post(at, askCard(1), 'lost')).rejects.toThrow('slack-away');
      await expect(rig.surface.post(at, askCard(1), 'lost')).rejects.toThrow('Another process is posting this');
      rig.sends.lapse();
      const ref = await placed(rig.surface.post(at, askCard(1), 'lost'));
      const standing = rig.slack.person('ada').sees({ channel: 'film', thread: root?.message ?? null });
      expect(standing.filter(({ ts }) => ts === ref.message)).toHaveLength(1);
      expect(standing).toHaveLength(inThread ? 2 : 1);
      // Forgotten, it is posted a second time: the count can fail.
      rig.sends.rows.clear();
      await rig.surface.post(at, askCard(1), 'lost');
      expect(rig.slack.person('ada').sees({ channel: 'film', thread: root?.message ?? null })).toHaveLength(
        standing.length + 1,
      );
    });

    it('when Slack did nothing: then the next try does', async () => {
      rig.slack.faults.next('chat.postMessage', { kind: 'drop', done: false });
      await expect(rig.surface.post(inFilm(null), askCard(1), 'lost')).rejects.toThrow('slack-away');
      rig.sends.lapse();
      await placed(rig.surface.post(inFilm(null), askCard(1), 'lost'));
      expect(posts()).toBe(1);
    });

    it("S10: and takes nobody else's message for it, whatever its metadata says", async () => {
      const channel = rig.slack.channel('film');
      const ts = `${Math.floor(Date.now() / 1000)}.000001`;
      channel.messages.push({
        ...{ ts, channel: channel.id, thread: null, user: rig.slack.person('mallory').id, byApp: false },
        ...{ text: 'lunch?', blocks: [], username: null, icon: null, editedAt: null, reactions: [], onlyFor: null },
        metadata: { event_type: 'wheelhouse_post', event_payload: { key: 'lost' } },
        unfurl: { links: true, media: true },
      });
      rig.slack.faults.next('chat.postMessage', { kind: 'drop', done: false });
      await expect(rig.surface.post(inFilm(null), askCard(1), 'lost')).rejects.toThrow('slack-away');
      rig.sends.lapse();
      const ref = await placed(rig.surface.post(inFilm(null), askCard(1), 'lost'));
      expect(ref.message).not.toBe(ts);
      // Theirs, and ours.
      expect(posts()).toBe(2);
    });
  });

  describe('an older card that comes late (R5)', () => {
    it('changes nothing; the same revision goes out again', async () => {
      const ref = await placed(rig.surface.post(inFilm(null), runCard(1), 'k1'));
      for (const revision of [3, 2, 3])
        await rig.surface.update(ref, runCard(revision, { title: `Number ${revision}` }));
      expect(seen()[0]?.text).toContain('Number 3');
      expect(rig.called().filter((it) => it === 'chat.update')).toHaveLength(2);
    });
  });

  it('tells one person where they are, or directly where they are not (P6)', async () => {
    const [ada, ben] = ['ada', 'ben'].map((name) => rig.slack.person(name));
    const account = (user: string) => ({ surface: 'slack' as const, team: rig.slack.team.id, user });
    await rig.surface.tell(account(ada!.id), { channel: film.channel, ...head }, ['Ben was faster.']);
    const closed = rig.slack.channel('closed', { members: ['ben'] });
    await rig.surface.tell(account(ada!.id), { channel: closed.id, ...head }, ['You are not in there.']);
    expect(ada!.privately().map(({ text }) => text.trim())).toEqual(['Ben was faster.', 'You are not in there.']);
    expect(ben!.privately()).toEqual([]);
  });

  it('knows a channel that is shared with another company', async () => {
    const shared = rig.slack.channel('shared', { sharedWith: 'elsewhere' });
    expect(await Promise.all([shared.id, film.channel].map((id) => rig.api.isShared(id)))).toEqual([true, false]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Words } from '../../../../src/core/cards/card.ts';
import { HandClock } from '../../chat/send/clock.ts';
import { placed } from '../../chat/send/stores.ts';
import { runCard } from '../../samples.ts';
import { routes, startRig, type Rig, type Sender } from './rig.ts';

const by = (name: string, kind: 'role' | 'system' = 'role'): Words => ({
  subject: { kind: 'message', id: 'm1' },
  author: kind === 'role' ? { kind, name, handle: 'editor', emoji: '✍' } : { kind, name, handle: null, emoji: null },
  label: null,
  text: 'I kept the storm.',
  blocks: [],
});

describe('roles speak', () => {
  let rig: Rig;
  let film: { surface: 'discord'; channel: string };
  beforeEach(async () => {
    rig = await startRig({ discord: { pace: 'off' } });
    film = { surface: 'discord', channel: rig.discord.channel('film').id };
  });
  afterEach(() => rig.close());

  let keys = 0;
  const root = async () => {
    const ref = await placed(rig.surface.post({ place: film, thread: null }, runCard(1), `root-${(keys += 1)}`));
    return ref.message;
  };
  const say = (thread: string, name = 'Story editor', from: Sender = rig) =>
    placed(from.surface.say({ place: film, thread }, by(name), `say-${(keys += 1)}`));
  const authors = (thread: string) =>
    rig.discord
      .person('ada')
      .sees({ channel: 'film', thread })
      .slice(1)
      .map(({ author }) => author);
  /** Those of the channel, as Discord lists them. */
  const webhooks = async (): Promise<{ id: string }[]> => {
    const headers = { authorization: `Bot ${rig.discord.app.token}` };
    const answer = await fetch(`${rig.discord.apiUrl.href}/channels/${film.channel}/webhooks`, { headers });
    return (await answer.json()) as { id: string }[];
  };

  it('under their own names, by one webhook, in every thread of the channel', async () => {
    const [one, two] = [await root(), await root()];
    await say(one);
    await say(one, 'Visual architect');
    await say(two);
    expect(authors(one)).toEqual(['✍ Story editor', '✍ Visual architect']);
    expect(authors(two)).toEqual(['✍ Story editor']);
    expect(rig.count(routes.make)).toBe(1);
  });

  it('with their own pictures, where they have one', async () => {
    const thread = await root();
    const { author, ...words } = by('Story editor');
    const avatar = 'https://pictures.example/editor.png';
    await rig.surface.say({ place: film, thread }, { ...words, author: { ...author, avatar } }, 'with-avatar');
    await say(thread);
    const seen = rig.discord.person('ada').sees({ channel: 'film', thread }).slice(1);
    expect(seen.map(({ icon }) => icon)).toEqual([avatar, null]);
  });

  it('by the one that is there, after a restart', async () => {
    const thread = await root();
    await say(thread);
    await say(thread, 'Story editor', rig.another());
    expect(rig.count(routes.make)).toBe(1);
    expect(rig.count(routes.execute)).toBe(2);
  });

  it('by one, when several processes look for it in the same instant', async () => {
    const thread = await root();
    await Promise.all(Array.from({ length: 5 }, () => say(thread, 'Story editor', rig.another())));
    expect(await webhooks()).toHaveLength(1);
    expect(authors(thread)).toHaveLength(5);
    // That they made more than one shows that nobody waits for nobody here.
    expect(rig.count(routes.make)).toBeGreaterThan(1);
    await say(thread, 'Story editor', rig.another());
    expect(await webhooks()).toHaveLength(1);
  });

  it('by a new one when somebody deleted it, and everything was said once', async () => {
    const thread = await root();
    await say(thread);
    rig.discord.removeWebhooks('film');
    await say(thread, 'Visual architect');
    expect(authors(thread)).toEqual(['✍ Story editor', '✍ Visual architect']);
    expect(await webhooks()).toHaveLength(1);
  });

  it.each([10015, 50027])('by a new one when Discord says %i', async (code) => {
    const thread = await root();
    await say(thread);
    rig.discord.faults.next(routes.execute, { kind: 'error', status: code === 50027 ? 401 : 404, code });
    await say(thread);
    expect(authors(thread)).toHaveLength(2);
    // A webhook's 401 is none of the bot's token.
    expect(rig.troubles.codes).toEqual([]);
    await say(thread);
  });

  it('as the bot itself, below their names, where it may have no webhook: told once, and tried again later', async () => {
    const clock = new HandClock();
    await rig.close();
    rig = await startRig({ clock, discord: { pace: 'off' } });
    film = { surface: 'discord', channel: rig.discord.channel('film', { denied: ['ManageWebhooks'] }).id };
    const thread = await root();
    for (let n = 0; n < 3; n += 1) await say(thread);
    expect(authors(thread)).toEqual(['wheelhouse', 'wheelhouse', 'wheelhouse']);
    const seen = rig.discord.person('ada').sees({ channel: 'film', thread });
    expect(seen.at(-1)?.text).toContain('✍ Story editor');
    expect(rig.count('GET /channels/:channel/webhooks')).toBe(1);
    expect(rig.logged).toHaveLength(1);
    rig.discord.deny('film');
    await clock.pass(5 * 60_000 + 1);
    await say(thread);
    expect(authors(thread).at(-1)).toBe('✍ Story editor');
  });

  it('as the bot itself where Discord takes no such name, and so do we', async () => {
    const thread = await root();
    await say(thread, 'Discord editor');
    await placed(rig.surface.say({ place: film, thread }, by('Wheelhouse', 'system'), 'ours'));
    expect(authors(thread)).toEqual(['wheelhouse', 'wheelhouse']);
    expect(rig.count(routes.make)).toBe(0);
  });

  it('in the order in which they were given, among what is posted there', async () => {
    const thread = await root();
    const names = ['A', 'B', 'Discord C', 'D', 'E'];
    await Promise.all(names.map((name) => say(thread, name)));
    expect(authors(thread)).toEqual(['✍ A', '✍ B', 'wheelhouse', '✍ D', '✍ E']);
  });
});

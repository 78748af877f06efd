import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placed } from '../chat/send/stores.ts';
import { runCard, settled } from '../samples.ts';
import { startRig, type Rig } from './send/rig.ts';

const words = {
  subject: { kind: 'message' as const, id: 'm1' },
  author: { kind: 'role' as const, name: 'Story editor', handle: 'story_editor', emoji: '✍' },
  label: null,
  text: 'I kept the storm. https://example.org @everyone',
  blocks: [],
};

describe.each(['text', 'forum'] as const)('the Discord surface in a %s channel', (kind) => {
  let rig: Rig;
  let film: { surface: 'discord'; channel: string };
  beforeEach(async () => {
    rig = await startRig();
    film = { surface: 'discord', channel: rig.discord.channel('film', { kind }).id };
  });
  afterEach(() => rig.close());

  const inFilm = (thread: string | null) => ({ place: film, thread });
  const seen = (thread: string) => rig.discord.person('ada').sees({ channel: 'film', thread });

  it('heads a thread of its title with a card, which it brings up to date', async () => {
    const ref = await placed(rig.surface.post(inFilm(null), runCard(1), 'k1'));
    expect(ref).toMatchObject({ channel: film.channel, thread: null });
    expect(await rig.surface.update(ref, settled(2))).toBe('updated');
    await placed(rig.surface.say({ place: film, thread: ref.message }, words, 'k2'));
    expect(seen(ref.message).at(-1)?.author).toBe('✍ Story editor');
  });
});

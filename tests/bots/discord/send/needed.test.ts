import { describe, expect, it } from 'vitest';
import { discordPermissions, permissionBits } from '../../../../src/bots/discord/permissions.ts';
import { askCard, runCard, settled } from '../../samples.ts';
import { placed } from '../../chat/send/stores.ts';
import { startRig } from './rig.ts';

const said = {
  subject: { kind: 'message' as const, id: 'm1' },
  author: { kind: 'role' as const, name: 'Story editor', handle: 'story_editor', emoji: '✍' },
  label: null,
  text: 'I kept the storm.',
  blocks: [],
};
type Kind = 'text' | 'forum';

/**
 * All that is done to a channel: a run's card, a question and words in its thread, each brought up to date, looked for, and written into
 * after it was archived. What Discord refused of it for want of a permission, or what else went wrong.
 */
async function refusedWith(permissions: bigint, kind: Kind): Promise<string[]> {
  const rig = await startRig({ discord: { pace: 'off', app: { permissions } } });
  const { api, surface, discord } = rig;
  const channel = discord.channel('film', { kind }).id;
  const place = { surface: 'discord' as const, channel };
  const run = async (): Promise<void> => {
    const root = await placed(surface.post({ place, thread: null }, runCard(1), 'root'));
    const thread = root.message;
    const ask = await placed(surface.post({ place, thread }, askCard(1), 'ask'));
    await placed(surface.say({ place, thread }, said, 'said'));
    const recently = new Date(Date.now() - 60_000);
    const found = await Promise.all([
      api.find('root', { channel, thread: null }, recently),
      api.find('ask', { channel, thread }, recently),
    ]);
    expect(found).toMatchObject([{ message: thread }, { message: ask.message }]);
    await surface.update(root, settled(2));
    await surface.update(ask, settled(2));
    discord.archive(thread);
    await surface.update(ask, settled(3));
    await placed(surface.say({ place, thread }, said, 'said again'));
  };
  const wrong = await run().then(
    () => [],
    (error: unknown) => [String(error)],
  );
  const refused = discord.calls.filter(({ status }) => status === 403).map(({ route }) => route);
  await rig.close();
  return refused.length > 0 ? refused : wrong;
}

describe.each<Kind>(['text', 'forum'])('in a %s channel, what an invitation asks for', (kind) => {
  it('is enough for all that is done there', async () => {
    expect(await refusedWith(permissionBits(), kind)).toEqual([]);
  });

  it.each(Object.values(discordPermissions).map((it) => [it.name, it] as const))(
    'is no more than that: %s',
    async (_, { bit, inForums }) => {
      const refused = await refusedWith(permissionBits() & ~bit, kind);
      if (kind === 'text' || inForums) expect(refused).not.toEqual([]);
      else expect(refused).toEqual([]);
    },
  );
});

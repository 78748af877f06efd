import { afterEach, describe, expect, it } from 'vitest';
import { showPrivately } from '../../../../src/bots/slack/answer/privately.ts';
import type { AnswerParts } from '../../../../src/bots/slack/answer/parts.ts';
import type { Spot } from '../../../../src/bots/slack/read/read.ts';
import { SlackOutage } from '../../../../src/bots/slack/send/errors.ts';
import type { Reply } from '../../../../src/core/intent.ts';
import { freshDatabase } from '../../../setup/database.ts';
import { runCard } from '../../samples.ts';
import { startSlackRig, type SlackRig } from '../rig.ts';
import { placed } from '../../chat/send/stores.ts';

describe('an answer to somebody in Slack', () => {
  const database = freshDatabase();
  let rig: SlackRig | undefined;
  afterEach(async () => {
    await rig?.close();
    rig = undefined;
  });

  it('S19: is left out when one is refused on and on at the same card, and comes to others', async () => {
    const mal: { id: string | null } = { id: null };
    const door = async (_: unknown, { account }: { account: { user: string } }): Promise<Reply> =>
      account.user === mal.id
        ? { kind: 'refused', code: 'stranger', text: ['You are not in this project.'] }
        : { kind: 'told', text: ['Paused.'] };
    rig = await startSlackRig(database.url, door);
    const [mallory, ada] = [rig.slack.person('mallory'), rig.slack.person('ada')];
    mal.id = mallory.id;
    const place = { surface: 'slack' as const, channel: rig.slack.channel('film').id };
    const cards = [
      await placed(rig.bot.surface.post({ place, thread: null }, runCard(1), 'one')),
      await placed(rig.bot.surface.post({ place, thread: null }, runCard(1), 'two')),
    ];
    const [one, two] = cards.map(({ channel, message }) => ({ channel, ts: message }));
    for (let click = 0; click < 12; click += 1) await mallory.press(one!, 'Pause');
    await rig.settled();
    const texts = () => mallory.privately().map(({ text }) => text);
    expect(texts()).toHaveLength(5);
    expect(texts().filter((text) => text.includes('the next ones are left out'))).toHaveLength(1);
    await mallory.press(two!, 'Pause');
    for (let click = 0; click < 7; click += 1) await ada.press(one!, 'Pause');
    await rig.settled();
    expect([texts().length, ada.privately().length]).toEqual([6, 7]);
  });

  const spot: Spot = {
    account: { surface: 'slack', team: 'T1', user: 'U1' },
    channel: 'C1',
    thread: '1.1',
    trigger: null,
    responseUrl: 'https://hooks.slack.com/actions/1',
    pressed: null,
    view: null,
  };
  const busy = async (): Promise<never> => {
    throw new SlackOutage('slack-busy', 'too many wait');
  };
  const ways = (over: object, used: string[] = []) => {
    const way = (name: string, outcome: unknown) => async () => (used.push(name), outcome);
    const api = {
      respond: way('respond', 'told'),
      postEphemeral: busy,
      postDirect: way('direct', { channel: 'D1', ts: '1.1' }),
      ...over,
    };
    const warned: string[] = [];
    const log = { warn: (_: object, text: string) => void warned.push(text) };
    const parts = { api, log, site: { publicUrl: null, mayCustomize: true } } as unknown as AnswerParts;
    return { used, warned, show: () => showPrivately(parts, spot, { text: 'Hello.', blocks: [] }) };
  };

  it('S19: takes the response_url while its own way is busy', async () => {
    const { used, show } = ways({});
    await show();
    expect(used).toEqual(['respond']);
  });

  it('S19: takes their direct messages where both are away', async () => {
    const { used, show } = ways({ respond: busy });
    await show();
    expect(used).toEqual(['direct']);
  });

  it('is an outage where no way is left, and a warning where nothing can be shown to them', async () => {
    await expect(ways({ respond: busy, postDirect: busy }).show()).rejects.toThrow('slack-busy');
    const absent = {
      respond: async () => 'late',
      postEphemeral: async () => 'absent',
      postDirect: async () => 'absent',
    };
    const { warned, show } = ways(absent);
    await show();
    expect(warned).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Visit } from '../../../../src/core/intent.ts';
import type { Suggestion, Wanted } from '../../../../src/core/suggestions.ts';
import { readSpec } from '../../../fakes/discord/specs/spec.ts';
import { freshDatabase } from '../../../setup/database.ts';
import { describeWith, get } from '../../../setup/needs.ts';
import { placed } from '../../chat/send/stores.ts';
import { runCard } from '../../samples.ts';
import { startDiscordRig, type DiscordRig } from '../rig.ts';

const database = freshDatabase();

describe('while somebody types a command', () => {
  let rig: DiscordRig;
  let asked: { wanted: Wanted; visit: Visit }[];
  let answer: () => Promise<Suggestion[]>;
  beforeEach(async () => {
    asked = [];
    answer = () => Promise.resolve([{ value: '2', label: 'checkpoint 2, after “Draft”' }]);
    const suggest = (wanted: Wanted, visit: Visit) => {
      asked.push({ wanted, visit });
      return answer();
    };
    rig = await startDiscordRig(database.url, async () => ({ kind: 'nothing' }), { parts: { suggest } });
    rig.discord.channel('film');
  });
  afterEach(() => rig.close());
  const ada = () => rig.discord.person('ada');

  it('is offered what can be chosen, and sends it', async () => {
    const offered = await ada().complete({ channel: 'film' }, 'wheel rollback', { option: 'checkpoint', text: '2' });
    expect(offered).toEqual([{ name: 'checkpoint 2, after “Draft”', value: 2 }]);
    await ada().slash({ channel: 'film' }, 'wheel rollback', { checkpoint: offered![0]!.value });
    const account = { surface: 'discord', team: rig.discord.guild('Paper').id, user: ada().id };
    const where = { surface: 'discord', channel: rig.discord.channel('film').id, thread: null };
    expect(asked).toMatchObject([{ wanted: { kind: 'checkpoint', typed: '2' }, visit: { account, where } }]);
  });

  it("is asked for at the thread's own place, with the run that stands beside it", async () => {
    const channel = rig.discord.channel('film').id;
    const place = { surface: 'discord' as const, channel };
    const { message } = await placed(rig.bot.surface.post({ place, thread: null }, runCard(1), 'root'));
    const typed = { option: 'artifact', text: 'dr', others: { run: 'run_0123456789abcdef0123' } };
    await ada().complete({ channel: 'film', thread: message }, 'wheel edit', typed);
    expect(asked).toMatchObject([
      {
        wanted: { kind: 'artifact', verb: 'edit', typed: 'dr', run: 'run_0123456789abcdef0123' },
        visit: { where: { channel, thread: message } },
      },
    ]);
  });

  const pausing = () => ada().complete({ channel: 'film' }, 'wheel pause', { option: 'run', text: '' });
  const hanging = () => new Promise<never>(() => undefined);

  it.each([
    ['fails', () => Promise.reject(new Error('away'))],
    ['hangs', hanging],
  ])('is offered nothing where what is looked up %s, in time', async (_, away) => {
    answer = away;
    expect(await pausing()).toEqual([]);
    expect(ada().toasts).toEqual([]);
  });

  it('is not even offered nothing after that time: the control', async () => {
    answer = hanging;
    rig.discord.answerWithin = 100;
    expect(await pausing()).toBeNull();
  });

  it('is answered without a store, which keeps nothing of it', async () => {
    Object.assign(rig.parts.arrivals, { keep: () => Promise.reject(new Error('away')) });
    const offered = await ada().complete({ channel: 'film' }, 'wheel pause', { option: 'run', text: '' });
    expect(offered).toHaveLength(1);
    // The control: what is done needs the store.
    await ada().slash({ channel: 'film' }, 'wheel pause');
    expect(ada().privately().at(-1)?.text).toContain('could not be reached');
  });

  describeWith(['specs'], 'by what Discord publishes of its API', () => {
    it('is offered what Discord takes', async () => {
      await ada().complete({ channel: 'film' }, 'wheel rollback', { option: 'checkpoint', text: '' });
      const offers = rig.discord.calls.filter(({ route }) => route.endsWith('/callback'));
      expect([offers.length, readSpec(get('specs'))(offers)]).toEqual([1, []]);
    });
  });
});

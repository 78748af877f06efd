import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Card } from '../../../../src/core/cards/card.ts';
import { askCard, runCard, settled } from '../../samples.ts';
import { realClock } from '../../../../src/bots/chat/send/clock.ts';
import { Troubled } from '../../../../src/bots/chat/send/troubled.ts';
import { permissionsChangedBy } from '../../../../src/bots/discord/receive/permission-changes.ts';
import { Address } from '../../../../src/bots/discord/send/address.ts';
import { HandClock } from '../../chat/send/clock.ts';
import { placed } from '../../chat/send/stores.ts';
import { patience } from '../../../setup/patience.ts';
import { routes, startRig, type Rig } from './rig.ts';

const minutes = (count: number): number => count * 60_000;

describe('Discord in trouble', () => {
  let rig: Rig;
  let clock: HandClock;
  let film: { surface: 'discord'; channel: string };
  beforeEach(async () => {
    clock = new HandClock();
    rig = await startRig({ clock, discord: { pace: 'off' } });
    film = { surface: 'discord', channel: rig.discord.channel('film').id };
  });
  afterEach(() => rig.close());

  let keys = 0;
  const post = (card: Card = runCard(1), place = film) =>
    rig.surface.post({ place, thread: null }, card, `trouble-${(keys += 1)}`);
  const failures = async (sends: Promise<unknown>[]): Promise<string[]> =>
    (await Promise.allSettled(sends)).map((it) => (it.status === 'rejected' ? String(it.reason) : 'done'));

  describe('a dead token (R6)', () => {
    const dead = { kind: 'error', status: 401, code: 0 } as const;

    it('stops all calls at once, and those who wait are sent away', async () => {
      const ref = await placed(post());
      const before = rig.called().length;
      rig.discord.revokeToken();
      const said = await failures(Array.from({ length: 5 }, () => post()));
      expect(said.filter((it) => it.includes('discord-token'))).toHaveLength(5);
      for (let n = 0; n < 50; n += 1)
        await failures([post(), rig.surface.update(ref, runCard(2)), rig.api.whoAmI(), rig.api.member('1', '2')]);
      expect(rig.called().length - before).toBe(1);
    });

    it('costs one call for each try, where nothing stops them: an error that is no token’s', async () => {
      rig.discord.faults.next('*', { kind: 'status', status: 503 }, 1_000);
      for (let n = 0; n < 10; n += 1) await failures([rig.api.whoAmI()]);
      expect(rig.called()).toHaveLength(10);
    });

    it('is tried every few minutes by one call, and all goes on when it works again', async () => {
      await placed(post());
      const before = rig.called().length;
      const since = () => rig.called().slice(before);
      rig.discord.faults.next('*', dead, 2);
      await failures([post()]);
      await clock.pass(minutes(4.9));
      await failures([post()]);
      expect(since()).toEqual([routes.post]);
      await clock.pass(minutes(0.2));
      await failures([post(), post(), post()]);
      expect(since()).toEqual([routes.post, routes.me]);
      expect(rig.troubles.codes).toEqual([[null, '401']]);
      await clock.pass(minutes(5.1));
      await placed(post());
      expect(since().slice(2)).toEqual([routes.me, routes.post, routes.start]);
      expect(rig.troubles.codes).toEqual([]);
    });

    it('is told once, with what to do, and never with the token', async () => {
      rig.discord.revokeToken();
      for (let n = 0; n < 3; n += 1) await failures([post(), rig.api.whoAmI()]);
      const [trouble] = rig.troubles.all_;
      expect(trouble).toMatchObject({ surface: 'discord', channel: null, code: '401' });
      expect(trouble?.remedy).toContain('DISCORD_TOKEN');
      expect(JSON.stringify([rig.troubles.all_, rig.logged])).not.toContain(rig.discord.app.token);
      expect(rig.logged).toHaveLength(1);
    });

    it('does nothing to the trouble of before, until a call has worked', async () => {
      const before = { surface: 'discord', channel: null, code: '401', what: '', remedy: '' } as const;
      rig.troubles.all_.push({ ...before, since: new Date(0) });
      await rig.api.whoAmI();
      expect(rig.troubles.codes).toEqual([]);
    });
  });

  describe('a dead channel (R6, R7)', () => {
    it('that was deleted loses what is posted there, is told, and is left alone', async () => {
      const ref = await placed(post());
      rig.discord.deleteChannel('film');
      expect(await rig.surface.update(ref, runCard(2))).toBe('gone');
      const before = rig.called().length;
      for (let n = 0; n < 20; n += 1) {
        expect(await post()).toEqual({ lost: expect.stringContaining('knows no channel') as string });
        expect(await rig.surface.update(ref, runCard(3 + n))).toBe('gone');
      }
      expect(rig.called().length - before).toBe(0);
      expect(rig.troubles.codes).toEqual([[film.channel, '10003']]);
      // Another channel costs calls each time: that there are none is the dead one's.
      await placed(post(runCard(1), { ...film, channel: rig.discord.channel('other').id }));
      expect(rig.called().length - before).toBe(3);
    });

    it('is one line in the log, however many find it at once, and until it works again', async () => {
      const ref = await placed(post());
      rig.discord.deny('film', 'ViewChannel');
      const find = () => Promise.all([rig.surface.update(ref, runCard(2)), post()]);
      await find();
      await clock.pass(minutes(5.1));
      const before = rig.called().length;
      await find();
      // The control: it was tried again, by several.
      expect(rig.called().length - before).toBeGreaterThan(1);
      expect(rig.logged).toHaveLength(1);
      rig.discord.deny('film');
      await rig.api.changed(null);
      await clock.pass(minutes(1));
      await placed(post());
      rig.discord.deny('film', 'ViewChannel');
      await find();
      expect(rig.logged).toHaveLength(2);
    });

    it.each([
      ['that the bot does not see', ['ViewChannel'], 'does not see'],
      ['that it may not write in', ['SendMessages'], 'may not post'],
    ] as const)('%s is one', async (_, denied, what) => {
      rig.discord.deny('film', ...denied);
      expect(await post()).toEqual({ lost: expect.stringContaining(what) as string });
    });

    it('is no thread that we may not write in alone: what it says is the channel’s', async () => {
      const { message: thread } = await placed(post());
      rig.discord.deny('film', 'SendMessagesInThreads');
      const said = await rig.surface.post({ place: film, thread }, askCard(1), 'ask');
      expect(said).toEqual({ lost: expect.stringContaining('may not post') as string });
      expect(rig.troubles.codes).toEqual([[film.channel, '50013']]);
    });

    it('is a thread, which heads no thread of its own', async () => {
      const { message: thread } = await placed(post());
      const said = await post(runCard(1), { ...film, channel: thread });
      expect(said).toEqual({ lost: expect.stringContaining('is no Discord channel that cards') as string });
    });

    it('is tried again after some minutes, and its trouble is over when that works', async () => {
      await placed(post());
      rig.discord.faults.next(routes.post, { kind: 'error', status: 403, code: 50013 });
      expect(await post()).toHaveProperty('lost');
      const before = rig.called().length;
      await clock.pass(minutes(4.9));
      expect(await post()).toHaveProperty('lost');
      expect(rig.called()).toHaveLength(before);
      await clock.pass(minutes(0.2));
      await placed(post());
      expect(rig.troubles.codes).toEqual([]);
    });

    it('is over as soon as something is heard from there, unless it is one that we may not post in', async () => {
      await placed(post());
      rig.discord.faults.next(routes.post, { kind: 'error', status: 403, code: 50001 });
      await post();
      await rig.api.heardFrom(film.channel);
      expect(rig.troubles.codes).toEqual([]);
      await placed(post());
      await clock.pass(minutes(1));
      rig.discord.faults.next(routes.post, { kind: 'error', status: 403, code: 50013 });
      await post();
      await rig.api.heardFrom(film.channel);
      expect(rig.troubles.codes).toEqual([[film.channel, '50013']]);
    });
  });

  describe('a dead channel that was mended', () => {
    const place = (channel: string) => ({ surface: 'discord' as const, channel });

    it('is tried at once, in whichever process, when its settings were changed', async () => {
      rig.discord.deny('film', 'SendMessages');
      expect(await post()).toHaveProperty('lost');
      expect(await post()).toHaveProperty('lost');
      rig.discord.deny('film');
      await rig.another().api.changed([rig.discord.channel('other').id]);
      expect(rig.troubles.codes).toEqual([[film.channel, '50013']]);
      await rig.another().api.changed([film.channel]);
      expect(rig.troubles.codes).toEqual([]);
      await placed(post());
    });

    it('is tried with all of them when what a role may do was changed, but for what is no channel', async () => {
      rig.discord.deny('film', 'SendMessages');
      rig.discord.channel('other', { denied: ['SendMessages'] });
      for (const name of ['film', 'other']) await post(runCard(1), place(rig.discord.channel(name).id));
      await rig.api.gatewayIs({ code: 'shut', what: '', remedy: '' });
      await rig.api.changed(null);
      expect(rig.troubles.codes).toEqual([['gateway', 'shut']]);
      // It may not have been what was wrong: then that is said once more.
      expect(await post()).toHaveProperty('lost');
      expect(rig.troubles.codes).toEqual([
        ['gateway', 'shut'],
        [film.channel, '50013'],
      ]);
    });

    it('is what the gateway tells of', () => {
      expect(permissionsChangedBy({ t: 'CHANNEL_UPDATE', d: { id: film.channel } })).toEqual([film.channel]);
      expect(permissionsChangedBy({ t: 'GUILD_ROLE_UPDATE', d: {} })).toBeNull();
      const guild = { id: '1', channels: [{ id: film.channel }, { id: '2' }] };
      expect(permissionsChangedBy({ t: 'GUILD_CREATE', d: guild })).toEqual([film.channel, '2']);
      expect(permissionsChangedBy({ t: 'GUILD_CREATE', d: { id: '1', unavailable: true } })).toBeUndefined();
      expect(permissionsChangedBy({ t: 'MESSAGE_CREATE', d: { id: film.channel } })).toBeUndefined();
    });
  });

  describe('an outage (R6)', () => {
    it.each([
      ['HTTP 500', { kind: 'status' as const, status: 500 }],
      ['a cut connection', { kind: 'drop' as const, done: false }],
      ['an error that is none of Discord’s', { kind: 'status' as const, status: 403 }],
      ['130000', { kind: 'error' as const, status: 500, code: 130_000 }],
    ])('%s rejects, is sent once, tells nobody of a trouble, and works at the next try', async (_, fault) => {
      const ref = await placed(post());
      rig.discord.faults.next(routes.edit, fault);
      await expect(rig.surface.update(ref, runCard(2))).rejects.toThrow('discord-away');
      expect(rig.count(routes.edit)).toBe(1);
      expect(await rig.surface.update(ref, runCard(2))).toBe('updated');
      expect(rig.troubles.codes).toEqual([]);
    });

    it('never says more of a message than its route: no words, no ids, no token', async () => {
      rig.discord.faults.next('*', { kind: 'error', status: 400, code: 50035, message: 'The keeper climbs' }, 3);
      const said = await failures([rig.api.channel(film.channel), rig.api.direct('100000000000000001', told())]);
      expect(said.every((it) => it.includes('bug-discord-refused'))).toBe(true);
      expect(said.join()).not.toMatch(/keeper|\d{6}/);
    });
  });

  const told = () => ({ flags: 1 << 15, allowed_mentions: { parse: [] }, components: [] }) as never;

  // discord.js's REST goes by the real time, and so does what is tried here.
  describe('a Retry-After (R6)', () => {
    beforeEach(async () => {
      await rig.close();
      rig = await startRig({ clock: realClock, discord: { pace: 'off' } });
      film = { surface: 'discord', channel: rig.discord.channel('film').id };
    });

    it('stops its place and no other, and nothing is lost by it', async () => {
      const ref = await placed(post());
      rig.discord.faults.next(routes.edit, { kind: 'rate limited', retryAfter: 1 });
      const update = rig.surface.update(ref, { ...settled(2), title: 'After the silence' });
      await rig.discord.until(() => rig.count(routes.edit) === 1, 'the refusal');
      await placed(post(askCard(1)));
      expect(rig.count(routes.edit)).toBe(1);
      expect(await update).toBe('updated');
      expect(rig.count(routes.edit)).toBe(2);
      const [first, second] = rig.discord.calls.filter(({ route }) => route === routes.edit);
      expect(second!.at - first!.at).toBeGreaterThanOrEqual(1_000);
      expect(rig.discord.message('film', ref.message)?.text).toContain('After the silence');
      expect(rig.troubles.codes).toEqual([]);
    });

    it('that is long holds nobody up: it is an outage, and nothing more is sent there meanwhile', async () => {
      const ref = await placed(post());
      rig.discord.faults.next(routes.edit, { kind: 'rate limited', retryAfter: 120 });
      // Or this test waits for two minutes, and is over before.
      for (let n = 2; n < 5; n += 1) await expect(rig.surface.update(ref, settled(n))).rejects.toThrow('discord-busy');
      expect(rig.count(routes.edit)).toBe(1);
    });

    it('for everything is waited for, and a post keeps its key', async () => {
      await placed(post());
      rig.discord.faults.next(routes.post, { kind: 'rate limited', retryAfter: 0.5, isGlobal: true });
      // As the queue does, which gives it back when there may be room.
      const late = vi.waitFor(() => rig.surface.post({ place: film, thread: null }, askCard(1), 'late'), patience);
      await rig.discord.until(() => rig.count(routes.post) === 2, 'the refusal');
      const other = rig.api.channel('100000000000000001');
      expect(rig.called().at(-1)).toBe(routes.post);
      await placed(late);
      expect(await other).toBeNull();
      expect(rig.discord.person('ada').sees({ channel: 'film' })).toHaveLength(2);
      expect(rig.discord.calls.filter(({ status }) => status === 429)).toHaveLength(1);
    });
  });

  describe('a ban of our address', () => {
    it('is kept far from: after 2,000 refusals within ten minutes nothing is called, until some are older', async () => {
      const log = { warn: () => undefined };
      const address = new Address(clock, new Troubled({ surface: 'discord', troubles: rig.troubles, log, clock }));
      for (let n = 1; n < 2_000; n += 1) {
        address.count([401, 403, 429][n % 3]!);
        address.count(404);
        if (n % 10 === 0) await clock.pass(2_000);
      }
      expect(() => address.check()).not.toThrow();
      address.count(403);
      expect(() => address.check()).toThrow('discord-busy');
      await expect.poll(() => rig.troubles.codes).toEqual([['address', 'refused too often']]);
      await clock.pass(minutes(4));
      expect(() => address.check()).not.toThrow();
      address.count(200);
      await expect.poll(() => rig.troubles.codes).toEqual([]);
    });

    it('is told, and waited out: not one more call meanwhile', async () => {
      await placed(post());
      rig.discord.ban.most = 1;
      await failures([rig.api.channel('100000000000000001')]);
      rig.discord.faults.next(routes.me, { kind: 'error', status: 403, code: 50001 });
      await failures([rig.api.whoAmI()]);
      await failures([post()]);
      expect(rig.troubles.codes).toEqual([['address', 'banned']]);
      const before = rig.called().length;
      await failures([post(), post(), rig.api.whoAmI()]);
      await clock.pass(minutes(9));
      await failures([post()]);
      expect(rig.called()).toHaveLength(before);
      rig.discord.ban.most = 10_000;
      await clock.pass(minutes(2));
      await placed(post());
      expect(rig.troubles.codes).toEqual([]);
    });
  });
});

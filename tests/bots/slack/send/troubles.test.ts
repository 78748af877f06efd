import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../../src/core/cards/card.ts';
import { askCard, runCard, settled } from '../../samples.ts';
import { HandClock } from '../../chat/send/clock.ts';
import { placed } from '../../chat/send/stores.ts';
import { startRig, type Rig } from './rig.ts';

const minutes = (count: number): number => count * 60_000;

describe('Slack in trouble', () => {
  let rig: Rig;
  let clock: HandClock;
  let film: { surface: 'slack'; channel: string };
  beforeEach(async () => {
    clock = new HandClock();
    rig = await startRig({ clock, slack: { pace: 'off' } });
    film = { surface: 'slack', channel: rig.slack.channel('film').id };
  });
  afterEach(() => rig.close());

  let keys = 0;
  const post = (card: Card = runCard(1), place = film) =>
    rig.surface.post({ place, thread: null }, card, `trouble-${(keys += 1)}`);
  const failures = async (sends: Promise<unknown>[]): Promise<string[]> =>
    (await Promise.allSettled(sends)).map((it) => (it.status === 'rejected' ? String(it.reason) : 'done'));

  describe('a dead token (R6)', () => {
    const errors = ['invalid_auth', 'token_revoked', 'account_inactive', 'token_expired', 'not_authed'];

    it.each(errors)('%s stops all calls at once, and those who wait are sent away', async (error) => {
      const ref = await placed(post());
      const before = rig.called().length;
      rig.slack.faults.next('*', { kind: 'error', error }, 1_000);
      // Posts wait for each other in a channel: one is under way when Slack refuses it, the others wait.
      const said = await failures(Array.from({ length: 4 }, () => post()));
      expect(said.filter((it) => it.includes('slack-token'))).toHaveLength(4);
      expect(rig.called().length - before).toBe(1);
      for (let n = 0; n < 50; n += 1) await failures([post(), rig.surface.update(ref, runCard(2)), rig.api.whoAmI()]);
      expect(rig.called().length - before).toBe(1);
    });

    it('costs one call for each try, where nothing stops them: an error that is no token’s', async () => {
      const before = rig.called().length;
      rig.slack.faults.next('*', { kind: 'status', status: 503 }, 1_000);
      for (let n = 0; n < 10; n += 1) await failures([rig.api.whoAmI()]);
      expect(rig.called().length - before).toBe(10);
    });

    it('is tried every few minutes by one call, and all goes on when it works again', async () => {
      rig.slack.faults.next('*', { kind: 'error', error: 'token_revoked' }, 2);
      await failures([post()]);
      await clock.pass(minutes(4.9));
      await failures([post()]);
      expect(rig.called()).toEqual(['chat.postMessage']);
      await clock.pass(minutes(0.2));
      await failures([post(), post(), post()]);
      expect(rig.called()).toEqual(['chat.postMessage', 'auth.test']);
      expect(rig.troubles.codes).toEqual([[null, 'token_revoked']]);
      await clock.pass(minutes(5.1));
      await placed(post());
      expect(rig.called().slice(2)).toEqual(['auth.test', 'chat.postMessage']);
      expect(rig.troubles.codes).toEqual([]);
    });

    it('is told once, with what to do, and never with the token', async () => {
      rig.slack.revokeToken();
      for (let n = 0; n < 3; n += 1) await failures([post(), rig.api.whoAmI()]);
      const [trouble] = rig.troubles.all_;
      expect(trouble).toMatchObject({ surface: 'slack', channel: null, code: 'token_revoked' });
      expect(trouble?.remedy).toContain('SLACK_BOT_TOKEN');
      expect(JSON.stringify([rig.troubles.all_, rig.logged])).not.toContain(rig.slack.app.botToken);
      expect(rig.logged).toHaveLength(1);
    });

    it('does nothing to the trouble of before, until a call has worked', async () => {
      rig.troubles.all_.push({
        ...{ surface: 'slack', channel: null, code: 'token_revoked', what: '', remedy: '' },
        since: new Date(0),
      });
      await rig.api.whoAmI();
      expect(rig.troubles.codes).toEqual([]);
    });
  });

  describe('a dead channel (R6, R7)', () => {
    it('that is archived loses what is posted there, is told, and is left alone', async () => {
      const ref = await placed(post());
      await rig.slack.archive('film');
      expect(await rig.surface.update(ref, runCard(2))).toBe('gone');
      const before = rig.called().length;
      for (let n = 0; n < 20; n += 1) {
        expect(await post()).toEqual({ lost: expect.stringContaining('is archived') as string });
        expect(await rig.surface.update(ref, runCard(3 + n))).toBe('gone');
      }
      expect(rig.called().length - before).toBe(0);
      expect(rig.troubles.codes).toEqual([[film.channel, 'is_archived']]);
      // Another channel costs a call each time: that there are none is the dead one's.
      const other = { ...film, channel: rig.slack.channel('other').id };
      await placed(post(runCard(1), other));
      expect(rig.called().length - before).toBe(1);
    });

    it('that the bot was taken out of is one', async () => {
      await rig.slack.removeBot('film');
      expect(await post()).toEqual({ lost: expect.stringContaining('The bot is not in') as string });
    });

    it('is named as people know it, where Slack tells, and by the id that the project file has', async () => {
      await rig.slack.removeBot('film');
      expect(await post()).toEqual({ lost: expect.stringContaining(`channel #film (${film.channel}).`) as string });
      expect(rig.troubles.all_[0]?.what).toContain(`#film (${film.channel})`);
      const hidden = { ...film, channel: 'C0NOTHERE1' };
      expect(await post(runCard(1), hidden)).toEqual({ lost: expect.stringContaining('C0NOTHERE1 that') as string });
    });

    it('that is gone, or takes posts of some people only, is lost as well', async () => {
      rig.slack.faults.next('chat.postMessage', { kind: 'error', error: 'restricted_action' });
      expect(await post()).toEqual({ lost: expect.stringContaining('may not post') as string });
      const hidden = { ...film, channel: 'C0NOTHERE1' };
      expect(await post(runCard(1), hidden)).toEqual({ lost: expect.stringContaining('knows no channel') as string });
    });

    it('is tried again after some minutes, and its trouble is over when that works', async () => {
      rig.slack.faults.next('chat.postMessage', { kind: 'error', error: 'is_archived' });
      expect(await post()).toHaveProperty('lost');
      await clock.pass(minutes(4.9));
      expect(await post()).toHaveProperty('lost');
      expect(rig.called()).toEqual(['chat.postMessage', 'conversations.info']);
      await clock.pass(minutes(0.2));
      await placed(post());
      expect(rig.troubles.codes).toEqual([]);
    });

    it('is over as soon as something is heard from there, unless it is one that we may not post in', async () => {
      rig.slack.faults.next('chat.postMessage', { kind: 'error', error: 'not_in_channel' });
      await post();
      await rig.api.heardFrom(film.channel);
      expect(rig.troubles.codes).toEqual([]);
      await placed(post());
      await clock.pass(minutes(1));
      rig.slack.faults.next('chat.postMessage', { kind: 'error', error: 'restricted_action' });
      await post();
      await rig.api.heardFrom(film.channel);
      expect(rig.troubles.codes).toEqual([[film.channel, 'restricted_action']]);
    });

    it('is lost all the same when nobody can be told: the database is away', async () => {
      rig.troubles.isAway = true;
      rig.slack.faults.next('chat.postMessage', { kind: 'error', error: 'is_archived' });
      expect(await post()).toHaveProperty('lost');
    });

    it('is tried at once where another process has heard from there: memory alone loses nothing', async () => {
      const ref = await placed(post());
      rig.slack.faults.next('chat.postMessage', { kind: 'error', error: 'is_archived' });
      expect(await post()).toHaveProperty('lost');
      await rig.troubles.over('slack', film.channel);
      expect(await rig.surface.update(ref, runCard(2))).toBe('updated');
      await placed(post());
    });

    it('is neither lost nor asked while nobody knows whether it still is one: the database is away', async () => {
      const ref = await placed(post());
      rig.slack.faults.next('chat.postMessage', { kind: 'error', error: 'is_archived' });
      expect(await post()).toHaveProperty('lost');
      const before = rig.called().length;
      rig.troubles.isAway = true;
      await expect(post()).rejects.toThrow('the database is away');
      await expect(rig.surface.update(ref, runCard(2))).rejects.toThrow('the database is away');
      rig.troubles.isAway = false;
      expect(await post()).toHaveProperty('lost');
      expect(rig.called().length).toBe(before);
    });

    it('is told, and told to be over, when the database is back, in that order', async () => {
      rig.troubles.isAway = true;
      rig.slack.faults.next('chat.postMessage', { kind: 'error', error: 'is_archived' });
      await post();
      await clock.pass(minutes(1));
      expect(rig.logged.filter((it) => it.includes('could not be kept'))).toHaveLength(1);
      rig.troubles.isAway = false;
      await clock.pass(minutes(0.1));
      expect(rig.troubles.codes).toEqual([[film.channel, 'is_archived']]);
      rig.troubles.isAway = true;
      await rig.api.heardFrom(film.channel);
      expect(rig.troubles.codes).toEqual([[film.channel, 'is_archived']]);
      rig.troubles.isAway = false;
      await clock.pass(minutes(0.1));
      expect(rig.troubles.codes).toEqual([]);
      expect(clock.bells).toBe(0);
    });
  });

  describe('an outage (R6)', () => {
    it.each([
      ['HTTP 500', { kind: 'status' as const, status: 500 }],
      ['a cut connection', { kind: 'drop' as const, done: false }],
      ['internal_error', { kind: 'error' as const, error: 'internal_error' }],
    ])('%s rejects, tells nobody of a trouble, and works at the next try', async (_, fault) => {
      const ref = await placed(post());
      rig.slack.faults.next('*', fault);
      await expect(rig.surface.update(ref, runCard(2))).rejects.toThrow('slack-away');
      expect(await rig.surface.update(ref, runCard(2))).toBe('updated');
      expect(rig.troubles.codes).toEqual([]);
    });

    it('never says more of a message than its method: no words, no token', async () => {
      rig.slack.faults.next('*', { kind: 'error', error: 'invalid_blocks' }, 3);
      const said = await failures([
        post(askCard(1)),
        rig.surface.update({ ...film, thread: null, message: '1.1' }, settled(2)),
      ]);
      expect(said.every((it) => it.includes('bug-slack-refused'))).toBe(true);
      expect(said.join()).not.toMatch(/keeper|Lighthouse|xoxb/);
    });

    it('says which scope is missing', async () => {
      rig.slack.app.scopes = rig.slack.app.scopes.filter((it) => it !== 'users:read');
      const ada = rig.slack.person('ada');
      await expect(rig.api.user(ada.id)).rejects.toThrow(/slack-scope: users.info needs .*users:read/);
    });
  });

  describe('a Retry-After (R6)', () => {
    it('stops its method and no other, and nothing is lost by it', async () => {
      const ref = await placed(post());
      rig.slack.faults.next('chat.update', { kind: 'rate limited', retryAfter: 2 });
      const update = rig.surface.update(ref, { ...settled(2), title: 'After the silence' });
      await expect.poll(() => clock.bells).toBe(1);
      await placed(post(askCard(1)));
      await clock.pass(1_000);
      expect(rig.called().filter((it) => it === 'chat.update')).toHaveLength(1);
      await clock.pass(1_000);
      expect(await update).toBe('updated');
      expect(rig.slack.message('film', ref.message)?.text).toContain('After the silence');
      expect(rig.troubles.codes).toEqual([]);
    });

    it('that is long holds nobody up: it is an outage, and what comes after the silence is sent', async () => {
      const ref = await placed(post());
      rig.slack.faults.next('chat.update', { kind: 'rate limited', retryAfter: 120 });
      const newest = { ...settled(2), title: 'After the silence' };
      await expect(rig.surface.update(ref, newest)).rejects.toThrow('slack-busy');
      // The queue gives it back then, and sends nothing before.
      await expect(rig.surface.update(ref, newest)).rejects.toMatchObject({ code: 'slack-busy', roomIn: 120_000 });
      expect(rig.called().filter((it) => it === 'chat.update')).toHaveLength(1);
      await clock.pass(120_000);
      expect(await rig.surface.update(ref, newest)).toBe('updated');
    });

    it('for one channel lets the others go on, and the post keeps its key', async () => {
      const other = { ...film, channel: rig.slack.channel('other').id };
      rig.slack.faults.next('chat.postMessage', { kind: 'rate limited', retryAfter: 1 });
      const late = post(askCard(1));
      await expect.poll(() => clock.bells).toBe(1);
      await placed(post(runCard(1), other));
      expect(rig.slack.person('ada').sees({ channel: 'film' })).toEqual([]);
      await clock.pass(1_000);
      await placed(late);
      expect(rig.slack.person('ada').sees({ channel: 'film' })).toHaveLength(1);
    });
  });
});

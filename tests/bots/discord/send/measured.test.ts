import { afterEach, expect, it, vi } from 'vitest';
import { realClock } from '../../../../src/bots/chat/send/clock.ts';
import { HandClock } from '../../chat/send/clock.ts';
import { placed } from '../../chat/send/stores.ts';
import { patience } from '../../../setup/patience.ts';
import { runCard, settled } from '../../samples.ts';
import { routes, startRig, type Rig } from './rig.ts';

/** Discord's rates, three times as fast: five in 1.7 s, where our own pace is five and then one a second. */
const pace = { scale: 3 };

let rig: Rig;
afterEach(() => rig.close());

const post = (channel: string) => {
  const place = { surface: 'discord' as const, channel: rig.discord.channel(channel).id };
  return placed(rig.surface.post({ place, thread: null }, runCard(1), `measured-${channel}`));
};
const edits = () => rig.discord.calls.filter(({ route }) => route === routes.edit);

it('shows the newest of 80 changes of one card after few sends, none of which Discord refuses (R6)', async () => {
  rig = await startRig({ clock: realClock, discord: { pace } });
  const ref = await post('film');
  const changes: Promise<unknown>[] = [];
  const change = (revision: number) => rig.surface.update(ref, runCard(revision, { title: `Revision ${revision}` }));
  const begun = performance.now();
  for (let revision = 2; revision <= 81; revision += 1) {
    changes.push(Promise.allSettled([change(revision)]));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await Promise.all(changes);
  // One that waited too long is sent away: its job comes again, with what is the newest by then.
  const newest = runCard(81, { title: 'Revision 81' });
  await vi.waitFor(() => rig.surface.update(ref, newest), { timeout: patience, interval: 100 });
  const seconds = (performance.now() - begun) / 1000;
  expect(rig.discord.message('film', ref.message)?.text).toContain('Revision 81');
  expect(rig.discord.calls.filter(({ status }) => status === 429)).toEqual([]);
  // A burst of five, and one a second. Without the lane's doing they are 80.
  expect(edits().length).toBeLessThanOrEqual(7 + seconds);
});

it('lets no rate of Discord’s be met, in several threads at once, each in its order (R6)', async () => {
  rig = await startRig({ clock: realClock, discord: { pace } });
  const roots = await Promise.all(['one', 'two', 'three'].map((channel) => post(channel)));
  const said = roots.flatMap(({ channel, message: thread }, of) =>
    Array.from({ length: 5 }, (_, n) =>
      placed(rig.surface.post({ place: { surface: 'discord', channel }, thread }, settled(n + 1), `said-${of}-${n}`)),
    ),
  );
  const ids = (await Promise.all(said)).map(({ message }) => BigInt(message));
  for (const of of [0, 1, 2]) {
    const own = ids.slice(of * 5, of * 5 + 5);
    expect(own).toEqual(own.toSorted((a, b) => (a < b ? -1 : 1)));
  }
  expect(rig.discord.calls.filter(({ status }) => status === 429)).toEqual([]);
});

it('sends a settlement at once, ahead of the progress of 30 other cards in its channel (R6, P2)', async () => {
  rig = await startRig({ clock: new HandClock(), discord: { pace: 'off' } });
  const place = { surface: 'discord' as const, channel: rig.discord.channel('film').id };
  const at = { place, thread: null };
  const cards = [];
  for (let n = 0; n < 4; n += 1) cards.push(await placed(rig.surface.post(at, runCard(1), `card-${n}`)));
  const asked = cards[0]!;
  const others = Array.from({ length: 30 }, (_, n) => String(BigInt(asked.message) + BigInt(n + 1) * 1000n));
  const progress = Promise.allSettled(others.map((message) => rig.surface.update({ ...asked, message }, runCard(2))));
  // A burst of five but for what is kept for people; no time passes.
  await rig.discord.until(() => edits().length === 3, 'progress to go out');
  expect(await rig.surface.update(asked, settled(2))).toBe('updated');
  expect(edits()).toHaveLength(4);
  rig.api.stop();
  expect((await progress).filter(({ status }) => status === 'rejected')).toHaveLength(27);
});

it('brings what only moves on to cards older than an hour seldom, and a settlement at once (P28)', async () => {
  const clock = new HandClock();
  let now = Date.now();
  rig = await startRig({ clock, now: () => new Date(now), discord: { pace: 'off' } });
  const ref = await post('film');
  rig.discord.clock.advance(2 * 3_600_000);
  now += 2 * 3_600_000;
  let revision = 1;
  let updated = 0;
  for (let second = 0; second < 3_600; second += 20) {
    revision += 1;
    updated += await rig.surface.update(ref, runCard(revision)).then(
      () => 1,
      () => 0,
    );
    await clock.pass(20_000);
  }
  expect(updated).toBeGreaterThan(20);
  expect(updated).toBeLessThan(27);
  expect(await rig.surface.update(ref, settled(revision + 1))).toBe('updated');
  // Nobody held back, all of them go, until Discord takes none any more.
  now -= 2 * 3_600_000;
  const outcomes = [];
  for (let n = 0; n < 10; n += 1) {
    outcomes.push(await rig.surface.update(ref, runCard(revision + 2 + n)));
    await clock.pass(1_000);
  }
  expect(outcomes).toContain('gone');
});

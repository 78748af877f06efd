import { afterEach, expect, it, vi } from 'vitest';
import { runCard, settled } from '../../samples.ts';
import { HandClock, hurried } from '../../chat/send/clock.ts';
import { placed } from '../../chat/send/stores.ts';
import { patience } from '../../../setup/patience.ts';
import { startRig, type Rig } from './rig.ts';

/** Slack's strict rates, and our own pace, as many times as fast. */
const speed = 20;

let rig: Rig;
afterEach(() => rig.close());

const post = async (channel: string) => {
  const place = { surface: 'slack' as const, channel: rig.slack.channel(channel).id };
  return placed(rig.surface.post({ place, thread: null }, runCard(1), `measured-${channel}`));
};
const updates = () => rig.slack.calls.filter(({ method }) => method === 'chat.update');
/** Some of Slack's time passes. */
const pass = () => new Promise((resolve) => setImmediate(resolve));

it('shows the newest of 200 changes of one card after few sends, none of which Slack refuses (R6)', async () => {
  rig = await startRig({ clock: hurried(speed), slack: { pace: { scale: speed } } });
  const ref = await post('film');
  const changes: Promise<PromiseSettledResult<unknown>[]>[] = [];
  const begun = performance.now();
  for (let revision = 2; revision <= 201; revision += 1) {
    changes.push(Promise.allSettled([rig.surface.update(ref, runCard(revision, { title: `Revision ${revision}` }))]));
    await pass();
  }
  // One that waited too long is sent away: its job comes again, with what is the newest by then.
  const given = (await Promise.all(changes)).flat().filter(({ status }) => status === 'rejected');
  const newest = runCard(201, { title: 'Revision 201' });
  if (given.length > 0) await vi.waitFor(() => rig.surface.update(ref, newest), patience);
  const seconds = ((performance.now() - begun) * speed) / 1000;
  expect(rig.slack.message('film', ref.message)?.text).toContain('Revision 201');
  expect(updates().filter(({ status }) => status === 429)).toEqual([]);
  // A burst of ten, and forty a minute of the time that it took.
  expect(updates().length).toBeLessThan(12 + (seconds * 40) / 60);
  expect(updates().length).toBeLessThan(150);
});

it('sends a settlement at once, ahead of the progress of 30 other cards (R6, P2)', async () => {
  rig = await startRig({ clock: new HandClock(), slack: { pace: 'off' } });
  const cards = await Promise.all(Array.from({ length: 30 }, (_, n) => post(`channel-${n}`)));
  const asked = await post('asked');
  const progress = Promise.allSettled(cards.map((ref) => rig.surface.update(ref, runCard(2))));
  // Half of a burst of ten; no time passes.
  await rig.slack.until(() => updates().length === 5, 'progress to go out');
  expect(await rig.surface.update(asked, settled(2))).toBe('updated');
  expect(updates().map(({ args }) => args.ts)).toHaveLength(6);
  expect(updates().at(-1)?.args.ts).toBe(asked.message);
  rig.api.stop();
  expect((await progress).filter(({ status }) => status === 'rejected')).toHaveLength(25);
});

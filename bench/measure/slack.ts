import { setTimeout as sleep } from 'node:timers/promises';
import { atOnce } from '../at-once.ts';
import { milliseconds } from '../clock.ts';
import type { Engine } from '../engines.ts';
import { openRoom, type Room } from '../room.ts';
import { openWorkspace, slackModes, type Acknowledged, type SlackMode, type Workspace } from '../slack.ts';
import { round, spreadOf, type Spread } from '../spread.ts';
import { startStaff } from '../staff.ts';

export interface SlackLoad {
  perSecond: number;
  seconds: number;
  /** Clicks before those that count. */
  warming: number;
}

export interface SlackClicks {
  mode: SlackMode;
  /** As was wanted, and as it came to be. */
  perSecond: number;
  sentPerSecond: number;
  clicks: number;
  /** Clicks that did nothing: whoever clicked is told to try again. None, or the times say little. */
  turnedAway: number;
  acknowledged: Spread;
}

/** Clicks come on their schedule, whether or not the earlier ones have been answered; each pauses a run of its own. */
export async function measureSlack(engine: Engine, load: SlackLoad): Promise<SlackClicks[]> {
  const measured: SlackClicks[] = [];
  for (const mode of slackModes) {
    const workspace = await openWorkspace(engine, mode);
    try {
      measured.push({ mode, ...(await measureMode(engine, workspace, load)) });
    } finally {
      await workspace.close();
    }
  }
  return measured;
}

async function measureMode(engine: Engine, workspace: Workspace, load: SlackLoad): Promise<Omit<SlackClicks, 'mode'>> {
  const { env, projectFile } = workspace;
  const staff = await startStaff(engine, 'apart', { env, projectFile });
  try {
    workspace.serve(staff.origin);
    const room = await openRoom(engine);
    try {
      await workspace.ready();
      return await clickOnSchedule(room, workspace, load);
    } finally {
      await room.close();
    }
  } finally {
    await staff.stop();
  }
}

const startsAtOnce = 16;

async function clickOnSchedule(room: Room, workspace: Workspace, load: SlackLoad): Promise<Omit<SlackClicks, 'mode'>> {
  const { perSecond, seconds, warming } = load;
  const clicks = Math.round(perSecond * seconds);
  const runs = await atOnce(warming + clicks, startsAtOnce, () => room.startRun());
  await room.quiet();
  const epochs = await epochsOf(room, runs);
  const click = (runId: string): Promise<Acknowledged> => workspace.pause({ runId, epoch: epochs.get(runId) ?? 0 });
  await onSchedule(runs.slice(0, warming), perSecond, click);
  const done = await onSchedule(runs.slice(warming), perSecond, click);
  await untilTakenIn(room);
  await room.quiet();
  const turnedAway = await countTurnedAway(room, runs.slice(warming));
  const sent = spanOf(done);
  const sentPerSecond = round((done.length - 1) / (sent / 1000));
  return {
    ...{ perSecond, sentPerSecond, clicks, turnedAway },
    acknowledged: spreadOf(done.map(({ sent, read }) => milliseconds(sent, read))),
  };
}

/** Milliseconds from the first to the last. */
const spanOf = (done: readonly Acknowledged[]): number => {
  const [first, last] = [done[0], done.at(-1)];
  return first && last ? milliseconds(first.sent, last.sent) : 0;
};

async function onSchedule<T, R>(things: readonly T[], perSecond: number, act: (thing: T) => Promise<R>): Promise<R[]> {
  const since = performance.now();
  const under: Promise<R>[] = [];
  for (const [index, thing] of things.entries()) {
    const wait = (index * 1000) / perSecond - (performance.now() - since);
    if (wait > 0) await sleep(wait);
    under.push(act(thing));
  }
  return Promise.all(under);
}

async function epochsOf({ sql }: Room, runs: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; epoch: number }[]>`select id, epoch from runs where id in ${sql(runs)}`;
  return new Map(rows.map(({ id, epoch }) => [id, epoch]));
}

/** Milliseconds in which all that was acknowledged has to be taken in, and between two looks. */
const [patience, look] = [180_000, 50];

async function untilTakenIn({ sql }: Room): Promise<void> {
  for (const end = performance.now() + patience; ; await sleep(look)) {
    const [left] = await sql<{ n: number }[]>`select count(*)::int as n from arrivals where done_at is null`;
    if (left?.n === 0) return;
    if (performance.now() > end) throw new Error(`${left?.n} clicks have not been taken in after ${patience} ms.`);
  }
}

/** Those whose click was not kept in time: they were told to try again, or Slack has told them so. */
async function countTurnedAway({ sql }: Room, runs: readonly string[]): Promise<number> {
  const [away] = await sql<{ n: number }[]>`
    select count(*)::int as n from runs where id in ${sql(runs)} and status <> 'paused'`;
  return away?.n ?? runs.length;
}

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
  await room.quiet();
  await proveAllPaused(room, runs);
  const sent = spanOf(done);
  const sentPerSecond = round((done.length - 1) / (sent / 1000));
  return {
    ...{ perSecond, sentPerSecond, clicks },
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

/** What was acknowledged counted: otherwise the figures are of something else. */
async function proveAllPaused({ sql }: Room, runs: readonly string[]): Promise<void> {
  const open = await sql<{ id: string }[]>`select id from runs where id in ${sql(runs)} and status <> 'paused'`;
  if (open.length > 0) throw new Error(`${open.length} of ${runs.length} clicks were acknowledged and did nothing.`);
}

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureBinaries, removeOldBinaries } from './binaries.ts';
import { ensureCluster, getPassword, USER } from './cluster.ts';
import { connectKeeper, type Keeper } from './keeper.ts';
import { withLock } from './lock.ts';
import { ensurePlace, type Place } from './place.ts';
import { startServer, stopServer, waitReady } from './server.ts';

type Log = (line: string) => void;

const REVIVE_FIRST_MS = 200;
const REVIVE_MOST_MS = 10_000;
const PATIENCE_MS = 10_000;

interface Embedded {
  /** For postgres.js and pg alike: loopback, password inside. */
  url: string;
  /** Stops the server unless another process still uses it: the last one out stops it, whoever started it. */
  stop(): Promise<void>;
}

/**
 * A real Postgres as a child, for whoever sets no DATABASE_URL. Any number of processes on one machine may call this on
 * one folder: the first starts the server, the others adopt it, as does the first one after a kill -9, which leaves
 * the server running. If the server dies while it is in use, it is started again, on the same port if that is free.
 *
 * Throws an EmbeddedError, which says what to do. Not for a folder that two machines or containers share.
 */
export async function startEmbedded({ dataDir, log }: { dataDir: string; log: Log }): Promise<Embedded> {
  const place = ensurePlace(dataDir, log);
  const lock = join(place.home, 'start.lock');
  const held: Held = { place, log, lock, stopped: false };
  const url = await withLock(lock, () => enter(held));
  return {
    url,
    stop: async () => {
      if (held.stopped) return;
      held.stopped = true;
      await withLock(lock, () => leave(held));
    },
  };
}

interface Held {
  place: Place;
  log: Log;
  lock: string;
  stopped: boolean;
  keeper?: Keeper;
  url?: string;
}

async function enter(held: Held): Promise<string> {
  const url = await ensureServer(held.place, held.log);
  held.keeper = await connectKeeper(url, () => void revive(held));
  if (held.url !== undefined && held.url !== url) {
    held.log('The embedded database had to take another port: restart this process, so that it finds it.');
  }
  return (held.url = url);
}

async function leave({ keeper, place, log }: Held): Promise<void> {
  const others = await keeper?.countOthers().catch(() => undefined);
  await keeper?.release();
  if (others === 0) await stopServer(place.cluster);
  else log(`The embedded database stays on: ${others ?? 'perhaps some'} other process(es) use it.`);
}

/** After a crash of the server, not of ours. A full disk is the likeliest cause, so it goes on until it succeeds. */
async function revive(held: Held): Promise<void> {
  held.log('The embedded database has ended unasked: starting it again.');
  for (let wait = REVIVE_FIRST_MS; ; wait = Math.min(wait * 2, REVIVE_MOST_MS)) {
    await sleep(wait, undefined, { ref: false });
    try {
      await withLock(held.lock, async () => void (held.stopped || (await enter(held))));
      return;
    } catch (error) {
      held.log(String(error));
    }
  }
}

async function ensureServer(place: Place, log: Log): Promise<string> {
  const waiting = setInterval(() => {
    log(`Still waiting for the embedded database; ${join(place.home, 'server.log')} tells what it does.`);
  }, PATIENCE_MS);
  try {
    const running = await waitReady(place.cluster);
    if (running) return urlOf(running.port, getPassword(place.home));
    const binaries = ensureBinaries(place.home);
    const password = await ensureCluster(place, binaries);
    const started = await startServer(place, binaries, log);
    removeOldBinaries(place.home, binaries);
    return urlOf(started.port, password);
  } finally {
    clearInterval(waiting);
  }
}

function urlOf(port: number, password: string): string {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
}

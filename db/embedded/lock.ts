import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError, errno } from './error.ts';
import { birthOf } from './process.ts';

const POLL_MS = 20;
/** Longer than the slowest start that we would still call one: initdb on a slow disk, or a recovery. */
const PATIENCE_MS = 90_000;

/**
 * Runs the work while no other process on this machine runs any under the same file. Node has no flock, so the file
 * names its holder, by pid and birth: what a killed process leaves behind frees itself. Postgres' own interlock on
 * the data directory stands behind it.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const mine = `${process.pid} ${birthOf(process.pid)} ${randomBytes(8).toString('hex')}\n`;
  await acquire(file, mine);
  try {
    return await work();
  } finally {
    if (readHolder(file) === mine) rmSync(file, { force: true });
  }
}

async function acquire(file: string, mine: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!tryCreate(file, mine)) {
    const holder = readHolder(file);
    if (holder !== undefined && !isAlive(holder)) breakStale(file, holder);
    else if (Date.now() > deadline) throw locked(file, holder);
    else await sleep(POLL_MS);
  }
}

/** A link appears with its content or not at all: nobody reads a half-written holder. */
function tryCreate(file: string, content: string): boolean {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (errno(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves the stale file aside; if another process was faster and the file is fresh by now, it is put back. */
function breakStale(file: string, judged: string): void {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(file, aside);
    if (readHolder(aside) !== judged) linkSync(aside, file);
  } catch (error) {
    if (errno(error) !== 'ENOENT' && errno(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function readHolder(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errno(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(holder: string): boolean {
  const [pid, birth] = holder.trim().split(' ');
  return birthOf(Number(pid)) === birth;
}

function locked(file: string, holder: string | undefined): EmbeddedError {
  const pid = holder?.split(' ')[0] ?? 'unknown';
  return new EmbeddedError(
    'db-embedded-locked',
    `Process ${pid} has been starting or stopping the embedded database for more than ${PATIENCE_MS / 1000} s (${file}).`,
    'See what that process does; once it has ended, start again.',
  );
}

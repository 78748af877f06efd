import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { diskFull, EmbeddedError, explainDisk } from './error.ts';
import { birthOf } from './process.ts';
import { disownStalePid, findPostmaster, type Postmaster } from './pid-file.ts';
import type { Place } from './place.ts';
import { choosePort } from './port.ts';

const POLL_MS = 5;
const LOG_LIMIT_BYTES = 5_000_000;
const ATTEMPTS = 20;
const RETRY_MS = 500;

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // A process of ours takes up to thirty: its pool, its listeners, and those of its queues.
  max_connections: '200',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  fsync: 'on',
  timezone: 'UTC',
  jit: 'off',
  // Only the error itself is logged: statements and details may hold what people wrote, or secrets.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** Starts the server and waits until it takes connections. Call it under the start lock only. */
export async function startServer(place: Place, binaries: Binaries, log: (line: string) => void): Promise<Postmaster> {
  const stale = disownStalePid(place.cluster);
  if (stale !== undefined)
    log(`Process ${stale}, named in postmaster.pid, is not the embedded database: starting anew.`);
  for (let attempt = 1; ; attempt++) {
    const result = await launch(place, binaries, await choosePort(place.home));
    if (typeof result !== 'string') return result;
    // Somebody took the port in between, or the processes of a killed server have not all ended yet.
    const passes = /could not bind|could not create any TCP|pre-existing shared memory/.test(result);
    if (!passes || attempt === ATTEMPTS) throw startFailed(place, result);
    await sleep(RETRY_MS);
  }
}

/** Waits until the server that runs takes connections, which after a crash may take a while; undefined if it ends. */
export async function waitReady(cluster: string): Promise<Postmaster | undefined> {
  for (;;) {
    const postmaster = findPostmaster(cluster);
    if (postmaster === undefined || postmaster.status === 'ready') return postmaster;
    await sleep(POLL_MS);
  }
}

/** A fast shutdown: transactions in flight are rolled back, everything committed is kept. */
export async function stopServer(cluster: string): Promise<void> {
  const postmaster = findPostmaster(cluster);
  if (postmaster === undefined) return;
  const birth = birthOf(postmaster.pid);
  process.kill(postmaster.pid, 'SIGINT');
  while (birthOf(postmaster.pid) === birth) await sleep(POLL_MS);
}

/** The server's own last words are the answer when it ends before it is ready. */
async function launch(place: Place, binaries: Binaries, port: number): Promise<Postmaster | string> {
  const logFile = rotateLog(place.home);
  const begin = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const child = spawnServer(place, binaries, port, logFile);
  let failure: Error | undefined;
  child.on('error', (error) => (failure = error));
  while (child.exitCode === null && child.signalCode === null) {
    if (failure) throw failure;
    const postmaster = findPostmaster(place.cluster);
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return postmaster;
    await sleep(POLL_MS);
  }
  return readFileSync(logFile).subarray(begin).toString().trim();
}

function spawnServer({ home, cluster, owner }: Place, binaries: Binaries, port: number, logFile: string): ChildProcess {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // The log is a file, not a pipe: it outlives us. Its own session: Ctrl-C in our terminal is not for the database.
  // No variables of ours: they hold tokens.
  const logHandle = openLog(logFile);
  try {
    const child = spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...settings], {
      ...(owner && { uid: owner.uid, gid: owner.gid }),
      cwd: home,
      detached: true,
      env: { LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', logHandle, logHandle],
    });
    child.unref();
    return child;
  } finally {
    closeSync(logHandle);
  }
}

function openLog(file: string): number {
  try {
    return openSync(file, 'a', 0o600);
  } catch (error) {
    throw explainDisk(error, file);
  }
}

function rotateLog(home: string): string {
  const file = join(home, 'server.log');
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  return file;
}

function startFailed({ home }: Place, said: string): EmbeddedError {
  if (/No space left on device|Disk quota exceeded/.test(said)) return diskFull(home);
  const words = said.split('\n').slice(-8).join('\n');
  return new EmbeddedError(
    'db-embedded-start-failed',
    `The embedded database in ${home} ended before it was ready. Its last words: ${words || 'none'}.`,
    `Put right what it says and start again; more is in ${join(home, 'server.log')}.`,
  );
}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach } from 'vitest';
import { findPostmaster } from '../../../db/embedded/pid-file.ts';
import { stopServer } from '../../../db/embedded/server.ts';
import { patience } from '../../setup/patience.ts';

export const isRoot = process.getuid?.() === 0;

const parentFile = fileURLToPath(new URL('./parent.ts', import.meta.url));

const folders = new Set<string>();
const parents = new Set<ChildProcess>();

afterEach(async () => {
  for (const parent of parents) parent.kill('SIGKILL');
  parents.clear();
  for (const folder of folders) {
    for (const name of ['', ...readdirSync(folder)]) await stopServer(join(folder, name, 'cluster'));
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
  folders.clear();
});

/** Stopped and deleted after the test, with every server below. */
export function willClean(folder: string): string {
  folders.add(folder);
  return folder;
}

/** A folder that the database's user can cross, unless the mode says otherwise. */
export function makeFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-embedded-'));
  chmodSync(folder, mode);
  return willClean(folder);
}

interface Parent {
  url: string;
  ms: number;
  log: string;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

interface User {
  uid: number;
  gid: number;
  home: string;
}

/** Somebody without privileges, with a home that is closed to everybody else; as such a user, ourselves. */
export function makeOrdinaryUser(): User {
  const home = join(makeFolder(), 'home');
  mkdirSync(home, { mode: 0o700 });
  const user = isRoot ? { uid: 65534, gid: 65534 } : { uid: process.getuid!(), gid: process.getgid!() };
  chownSync(home, user.uid, user.gid);
  return { ...user, home };
}

/** A checkout under a private home cannot be tried as another user. */
export function canCheckoutBeReached(): boolean {
  const by = isRoot ? { uid: 65534, gid: 65534 } : {};
  const args = ['-c', 'cd "$1"', 'sh', import.meta.dirname];
  return spawnSync('/bin/sh', args, { ...by, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Another process of ours on the same folder. */
export async function startParent(dataDir: string, user?: User): Promise<Parent> {
  const child = spawnParent(dataDir, user);
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const [line] = (await Promise.race([
    once(createInterface(child.stdout as NodeJS.ReadableStream), 'line'),
    once(child, 'close').then(() => Promise.reject(new Error(`The parent ended: ${log}`))),
  ])) as [string];
  const { url, ms } = JSON.parse(line) as { url: string; ms: number };
  return {
    url,
    ms,
    log,
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    async stop() {
      child.stdin?.write('stop\n');
      await once(child, 'exit');
    },
  };
}

export function spawnParent(dataDir: string, user?: User): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', parentFile, dataDir], {
    ...(user && { uid: user.uid, gid: user.gid, env: { PATH: process.env.PATH, HOME: user.home } }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  parents.add(child);
  return child;
}

export async function query<T>(url: string, text: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return (await sql.unsafe(text)) as unknown as T[];
  } finally {
    await sql.end();
  }
}

export function pidOf(dataDir: string): number | undefined {
  return findPostmaster(join(dataDir, 'cluster'))?.pid;
}

export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  limitMs = patience,
): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Not within ${limitMs} ms: ${what}`);
    await sleep(5);
  }
}

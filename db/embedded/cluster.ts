import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { diskFull, EmbeddedError, explainDisk } from './error.ts';
import type { Place } from './place.ts';

export const USER = 'wheelhouse';

const DRAFT = 'cluster.new-';

/**
 * Makes the cluster if there is none yet, and returns its password. initdb works in a draft that gets its name when
 * it is complete, so a killed one leaves only a draft, which the next start deletes. Call it under the start lock only.
 */
export async function ensureCluster(place: Place, binaries: Binaries): Promise<string> {
  removeDrafts(place.home);
  if (existsSync(place.cluster)) {
    checkVersion(place.cluster, binaries.major);
    return getPassword(place.home);
  }
  try {
    const password = ensurePassword(place.home);
    await initialise(place, binaries, password);
    return password;
  } catch (error) {
    throw explainDisk(error, place.home);
  }
}

/** The password is written first, and kept: it must never be missing beside a cluster. */
function ensurePassword(home: string): string {
  const file = join(home, 'password');
  if (existsSync(file)) return getPassword(home);
  writeFileSync(`${file}.new`, randomBytes(24).toString('hex'), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return getPassword(home);
}

export function getPassword(home: string): string {
  const file = join(home, 'password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new EmbeddedError(
    'db-embedded-no-password',
    `${home} holds a database, but ${file}, which holds the password of its user "${USER}", is missing.`,
    'Put the file back from a backup.',
  );
}

async function initialise({ home, cluster, owner }: Place, binaries: Binaries, password: string): Promise<void> {
  const draft = join(home, `${DRAFT}${randomBytes(4).toString('hex')}`);
  const passwordFile = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) for (const path of [draft, passwordFile]) chownSync(path, owner.uid, owner.gid);
  try {
    await runInitdb(binaries.initdb, [`--pgdata=${draft}`, `--pwfile=${passwordFile}`], { home, owner });
    renameSync(draft, cluster);
    flushFolder(home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

const FLAGS = [
  `--username=${USER}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  // The builtin provider: an upgrade of the system's libc or ICU cannot change the order of an index.
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

function runInitdb(initdb: string, flags: string[], { home, owner }: Pick<Place, 'home' | 'owner'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(initdb, [...FLAGS, ...flags], {
      ...(owner && { uid: owner.uid, gid: owner.gid }),
      cwd: home,
      env: { LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(initFailed(home, said.trim(), code ?? signal));
    });
  });
}

function initFailed(home: string, said: string, end: number | string | null): EmbeddedError {
  if (/No space left on device|Disk quota exceeded/.test(said)) return diskFull(home);
  return new EmbeddedError(
    'db-embedded-init-failed',
    `initdb could not make the embedded database in ${home} (it ended with ${end}): ${said || 'it said nothing'}.`,
    'Put right what it says and start again: nothing is left half made.',
  );
}

function checkVersion(cluster: string, major: number): void {
  const found = Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'));
  if (found === major) return;
  throw new EmbeddedError(
    'db-embedded-wrong-version',
    `${cluster} was made by Postgres ${found}; this release embeds Postgres ${major}, which cannot read it.`,
    'Dump it with the release that made it (pg_dump), start this one on an empty folder, and restore the dump there.',
  );
}

/** Of an initdb that was killed, or that outlived its killed parent and now fails for want of its folder. */
function removeDrafts(home: string): void {
  for (const name of readdirSync(home)) if (name.startsWith(DRAFT)) removeDraft(join(home, name));
}

function removeDraft(draft: string): void {
  try {
    rmSync(draft, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    // One that outlived its parent still writes there: the next start removes the rest, and this one doesn't wait for it.
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
  }
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

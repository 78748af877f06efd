import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { EmbeddedError, errno, explainDisk } from './error.ts';
import { chooseOwner, type Owner } from './owner.ts';

/** Where everything of one embedded database lies. */
export interface Place {
  home: string;
  cluster: string;
  owner: Owner | undefined;
}

const SYSTEM_STATE = '/var/lib/wheelhouse';

interface Host {
  root: boolean;
  home: string;
  platform: NodeJS.Platform;
  /** XDG_STATE_HOME, where it is set. */
  stateHome?: string | undefined;
}

/** The folder for the embedded database when the operator names none: the system's state folder, or the user's own. */
export function defaultDataDir({ root, home, platform, stateHome }: Host): string {
  if (root) return join(SYSTEM_STATE, 'postgres');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'wheelhouse', 'postgres');
  return join(stateHome || join(home, '.local', 'state'), 'wheelhouse', 'postgres');
}

/**
 * Makes the folder, and makes sure that the user who will run Postgres can reach it. For root under a private home
 * (mode 0700) that is another folder, always the same one for the same dataDir. What has been started there stays
 * there, also when the first folder can be reached later: an empty database must never take a full one's place.
 */
export function ensurePlace(dataDir: string, log: (line: string) => void): Place {
  const wanted = ensureFolder(resolve(dataDir));
  const owner = chooseOwner(join(wanted, 'cluster'), log);
  if (owner === undefined) return place(wanted, owner);

  const other = place(otherHome(wanted), owner);
  const otherIsFull = existsSync(other.cluster) && !existsSync(join(wanted, 'cluster'));
  if (!otherIsFull && reaches(owner, wanted)) return place(wanted, owner);

  const home = ensureFolder(other.home);
  const settled = chooseOwner(other.cluster, log) ?? owner;
  if (!reaches(settled, home)) throw unreachable(settled.name, `${wanted} nor ${home}`);
  const why = otherIsFull ? 'it was begun there' : `user "${settled.name}", who runs it, cannot reach ${wanted}`;
  log(`The embedded database is kept in ${home}, not in ${wanted}: ${why}.`);
  return place(home, settled);
}

/** Whether a database was ever begun for this folder. Makes nothing. */
export function isBegun(dataDir: string): boolean {
  if (!existsSync(dataDir)) return false;
  const wanted = realpathSync(dataDir);
  return [wanted, otherHome(wanted)].some((home) => existsSync(join(home, 'cluster')));
}

function otherHome(wanted: string): string {
  const name = `${basename(wanted)}-${createHash('sha256').update(wanted).digest('hex').slice(0, 8)}`;
  return join(SYSTEM_STATE, name);
}

function place(home: string, owner: Owner | undefined): Place {
  return { home, cluster: join(home, 'cluster'), owner };
}

/** As root it stays root's own, open to be crossed: only the cluster inside belongs to Postgres. */
function ensureFolder(folder: string): string {
  const mode = process.getuid?.() === 0 ? 0o755 : 0o700;
  try {
    ensureParents(dirname(folder), mode);
    if (!existsSync(folder)) {
      mkdirSync(folder, { mode, recursive: true });
      chmodSync(folder, mode); // whatever the umask took away
    }
    accessSync(folder, constants.W_OK | constants.X_OK);
    return realpathSync(folder);
  } catch (error) {
    if (errno(error) === 'EACCES' || errno(error) === 'EROFS') throw unreachable(userInfo().username, folder, error);
    throw explainDisk(error, folder);
  }
}

function ensureParents(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  ensureParents(dirname(folder), mode);
  mkdirSync(folder, { mode, recursive: true });
  chmodSync(folder, mode);
}

/** Asked by trying, since access lists and mounts decide as well as modes do. */
function reaches(owner: Owner, folder: string): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
      uid: owner.uid,
      gid: owner.gid,
      cwd: '/',
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

function unreachable(user: string, folders: string, cause?: unknown): EmbeddedError {
  return new EmbeddedError(
    'db-embedded-unreachable',
    `User "${user}", who runs the embedded database, cannot use ${folders}.`,
    'Choose a folder that this user can enter (--data DIR), or give it to them.',
    { cause },
  );
}

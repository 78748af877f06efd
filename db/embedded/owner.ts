import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/** Who runs Postgres when it is not ourselves. */
export interface Owner {
  uid: number;
  gid: number;
  name: string;
}

/** What we create when the system has no `postgres` user. */
const OUR_USER = 'wheelhouse';

/**
 * Postgres refuses to run as root, so root hands it to somebody without privileges: whoever owns the cluster already,
 * else `postgres`, else a system user of our own, else `nobody`. Undefined means: as we are.
 */
export function chooseOwner(cluster: string, log: (line: string) => void): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return ownerOf(cluster) ?? findUser('postgres') ?? findUser(OUR_USER) ?? createUser(log) ?? nobody(log);
}

function ownerOf(cluster: string): Owner | undefined {
  const stat = statSync(cluster, { throwIfNoEntry: false });
  if (stat === undefined || stat.uid === 0) return undefined;
  const name = users().find(([, , uid]) => Number(uid) === stat.uid)?.[0] ?? `uid ${stat.uid}`;
  return { uid: stat.uid, gid: stat.gid, name };
}

function findUser(wanted: string): Owner | undefined {
  const found = users().find(([name]) => name === wanted);
  return found && { uid: Number(found[2]), gid: Number(found[3]), name: wanted };
}

/** passwd(5): name, password, uid, gid, … */
function users(): string[][] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines.map((line) => line.split(':'));
}

function createUser(log: (line: string) => void): Owner | undefined {
  try {
    const flags = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
    execFileSync('useradd', [...flags, OUR_USER], { stdio: 'ignore' });
    log(`Created the system user "${OUR_USER}" to run the embedded database, because Postgres refuses to run as root.`);
    return findUser(OUR_USER);
  } catch {
    return undefined; // no useradd (Alpine, BusyBox), or a read-only /etc
  }
}

function nobody(log: (line: string) => void): Owner {
  log('The embedded database runs as "nobody": there is no user "postgres", and none could be created.');
  return findUser('nobody') ?? { uid: 65534, gid: 65534, name: 'nobody' };
}

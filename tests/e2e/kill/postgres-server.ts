import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { freePort } from './free-port.ts';

const run = promisify(execFile);

/** Debian keeps them out of PATH. */
const folders = ['/usr/lib/postgresql/15/bin', '/usr/lib/postgresql/16/bin', '/usr/lib/postgresql/17/bin', '/usr/bin'];
const binaries = (): string => {
  const found = folders.find((folder) => existsSync(path.join(folder, 'initdb')));
  if (found) return found;
  throw new Error(
    `No initdb in ${folders.join(', ')}: this test crashes a Postgres server, so it needs one of its own.`,
  );
};

/** Postgres refuses to run as root. */
const owner = (): { uid: number; gid: number } | Record<string, never> => {
  if (process.getuid?.() !== 0) return {};
  const id = (kind: string): number => Number(execFileSync('id', [kind, 'postgres']).toString());
  return { uid: id('-u'), gid: id('-g') };
};

/** A Postgres server of a test's own, which it may crash and start again on the same port. */
export class PostgresServer {
  private child: ChildProcess | undefined;
  private port = 0;

  constructor(
    private readonly folder: string,
    private readonly password: string,
    /** Further arguments of the server. */
    private readonly flags: readonly string[] = [],
  ) {}

  get url(): string {
    return `postgres://wheelhouse:${this.password}@127.0.0.1:${this.port}/postgres`;
  }

  async start(): Promise<void> {
    if (this.port === 0) await this.initialise();
    const words = {
      ...{ listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200' },
      // The server is crashed, not the machine: what it has given to the kernel survives, and need not be on the disk.
      fsync: 'off',
    };
    const settings = Object.entries(words).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const args = ['-D', path.join(this.folder, 'cluster'), '-p', String(this.port), ...settings, ...this.flags];
    this.child = spawn(path.join(binaries(), 'postgres'), args, { ...owner(), cwd: '/', stdio: 'ignore' });
    await this.ready();
  }

  private async initialise(): Promise<void> {
    this.port = await freePort();
    const passwordFile = path.join(this.folder, 'password');
    await mkdir(this.folder);
    await writeFile(passwordFile, this.password);
    const { uid, gid } = owner();
    if (uid !== undefined) await Promise.all([this.folder, passwordFile].map((it) => chown(it, uid, gid)));
    const login = ['--username=wheelhouse', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    const kind = ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
    const flags = [`--pgdata=${path.join(this.folder, 'cluster')}`, ...login, ...kind];
    await run(path.join(binaries(), 'initdb'), flags, { ...owner(), cwd: '/' });
  }

  /** Immediate: nobody is told, and the next start recovers from the log. */
  async crash(): Promise<void> {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGQUIT');
    await ended;
  }

  private async ready(): Promise<void> {
    const deadline = performance.now() + 20_000;
    for (;;) {
      const sql = postgres(this.url, { max: 1, fetch_types: false, onnotice: () => undefined });
      const answer = await sql`select 1`.catch((error: unknown) => error);
      await sql.end({ timeout: 1 });
      if (!(answer instanceof Error)) return;
      if (performance.now() > deadline) throw new Error('Postgres did not start within 20 s.', { cause: answer });
      await sleep(50);
    }
  }
}

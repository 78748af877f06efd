import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, birthOf } from './process.ts';

export interface Postmaster {
  pid: number;
  port: number;
  status: 'starting' | 'stopping' | 'ready';
}

/**
 * No system gives out this pid (Linux ends at 2^22, macOS at 99998), so that Postgres finds the file stale, looks
 * whether orphans of the old server still hold its shared memory, and replaces the file itself.
 */
const NO_PROCESS = 999_999_999;

/** The server that really runs on this cluster, by its postmaster.pid; undefined when there is none. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  // Lines of postmaster.pid: pid, data directory, start time, port, socket directory, address, shared memory, status.
  const lines = readLines(cluster);
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isPostmaster(pid, cluster)) return undefined;
  const status = lines[7]?.trim();
  return {
    pid,
    port: Number(lines[3]),
    status: status === 'ready' || status === 'stopping' ? status : 'starting',
  };
}

/**
 * Postgres takes any living process with that pid for its predecessor and refuses to start, be it somebody else's
 * process after a reboot or a zombie. The file is not deleted: see NO_PROCESS. Call it under the start lock only.
 */
export function disownStalePid(cluster: string): number | undefined {
  const [first, ...rest] = readLines(cluster);
  const pid = Number(first);
  if (!first || pid === NO_PROCESS || !answersToSignals(pid) || isPostmaster(pid, cluster)) return undefined;
  const file = join(cluster, 'postmaster.pid');
  writeFileSync(`${file}.new`, [NO_PROCESS, ...rest].join('\n'), { mode: 0o644 });
  renameSync(`${file}.new`, file);
  return pid;
}

/** startServer begins it with `-D cluster`, and more words follow. */
function isPostmaster(pid: number, cluster: string): boolean {
  return birthOf(pid) !== undefined && commandOf(pid).includes(` -D ${cluster} `);
}

function answersToSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readLines(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

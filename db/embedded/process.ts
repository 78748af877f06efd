import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Linux tells without starting a program; macOS has only ps. */
const HAS_PROC = existsSync('/proc/self/stat');

/**
 * When the process began, in the system's own words: together with the pid it names one process for ever, since pids
 * are used again. Undefined when there is no such process; a zombie is none, it only waits to be collected.
 */
export function birthOf(pid: number): string | undefined {
  if (!HAS_PROC) return ps(pid, 'lstart')?.replaceAll(' ', '-');
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // proc(5): the name in parentheses may hold spaces; after it come state (field 3) … starttime (field 22).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

/** The command line of the process, its words parted by spaces; empty when there is no such process. */
export function commandOf(pid: number): string {
  if (HAS_PROC) return (read(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ');
  return ps(pid, 'command') ?? '';
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // ENOENT or ESRCH: gone
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    const [state, ...rest] = execFileSync('ps', ['-o', 'state=', '-o', `${column}=`, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .trim()
      .split(/\s+/);
    return state === undefined || state.startsWith('Z') ? undefined : rest.join(' ');
  } catch {
    return undefined; // ps exits with 1 when there is no such process
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { round } from './spread.ts';

/** Linux counts processor time in hundredths of a second (USER_HZ). */
const ticksPerSecond = 100;

/** A program that is one process or, as Postgres, a process with its children. */
export interface Watched {
  name: string;
  pid: number;
  withChildren: boolean;
}

/** Fields of /proc/PID/stat from its state on: the name before it may hold anything. Null where the process has ended. */
function statOf(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return null;
  }
}

const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => statOf(child)?.[1] === String(pid));

const pidsOf = ({ pid, withChildren }: Watched): number[] => (withChildren ? [pid, ...childrenOf(pid)] : [pid]);

/** Seconds, its own and those of children that have ended and were waited for. */
const spentBy = (pid: number): number => {
  const stat = statOf(pid);
  return stat ? [11, 12, 13, 14].reduce((sum, at) => sum + Number(stat[at]), 0) / ticksPerSecond : 0;
};

const processorTime = (watched: Watched): number => pidsOf(watched).reduce((sum, pid) => sum + spentBy(pid), 0);

/** Megabytes. Of Postgres, the shared memory is counted once for each process that touches it. */
export function memoryOf(watched: Watched): number {
  const kilobytes = pidsOf(watched).map((pid) => {
    try {
      return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return Math.round(kilobytes.reduce((sum, kb) => sum + kb, 0) / 1024);
}

/** Seconds that passed, and seconds of a processor that each program used meanwhile. */
export interface Use {
  seconds: number;
  used: Record<string, number>;
}

export async function watchWhile(programs: readonly Watched[], work: () => Promise<unknown>): Promise<Use> {
  const before = programs.map(processorTime);
  const since = performance.now();
  await work();
  const seconds = (performance.now() - since) / 1000;
  const used = programs.map((it, at) => [it.name, processorTime(it) - (before[at] ?? 0)] as const);
  return { seconds, used: Object.fromEntries(used) };
}

/** By program: its use in thousandths of a second for each of so many things that were done. */
export const perThing = ({ used }: Use, things: number): Record<string, number> =>
  Object.fromEntries(Object.entries(used).map(([name, seconds]) => [name, round((seconds * 1000) / things)]));

/** By program: its use as percent of one core. */
export const percentOfCore = ({ used, seconds }: Use): Record<string, number> =>
  Object.fromEntries(Object.entries(used).map(([name, spent]) => [name, round((spent / seconds) * 100)]));

export const sumOf = (amounts: Record<string, number>): number =>
  round(Object.values(amounts).reduce((sum, amount) => sum + amount, 0));

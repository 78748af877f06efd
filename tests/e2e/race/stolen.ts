import { readFile } from 'node:fs/promises';

/** Ticks of all processors since the start: all of them, and those in which the host of a virtual machine let it wait; null where nobody counts. */
async function ticks(): Promise<{ all: number; stolen: number } | null> {
  const stat = await readFile('/proc/stat', 'utf8').catch(() => null);
  if (stat === null) return null;
  // user nice system idle iowait irq softirq steal: https://man7.org/linux/man-pages/man5/proc_stat.5.html
  const columns = stat.split('\n')[0]!.split(/\s+/).slice(1, 9).map(Number);
  return { all: columns.reduce((sum, each) => sum + each, 0), stolen: columns[7]! };
}

/** The share of the processors' time that the host of a virtual machine takes away from now until it is asked for, in percent. */
export async function watchStolen(): Promise<() => Promise<number | null>> {
  const before = await ticks();
  return async () => {
    const now = await ticks();
    if (before === null || now === null || now.all === before.all) return null;
    return Math.round((100 * (now.stolen - before.stolen)) / (now.all - before.all));
  };
}

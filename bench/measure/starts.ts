import { Browser, type Click } from '../console.ts';
import type { Engine } from '../engines.ts';
import { openRoom } from '../room.ts';
import { round, spreadOf, type Spread } from '../spread.ts';
import { startStaff } from '../staff.ts';

export interface Starts {
  /** Milliseconds, with an empty folder or database: its cluster and its tables are made. */
  first: number;
  /** From the spawn of a process to its word that it listens. */
  again: Spread;
}

/** Starts the whole program in one process again and again; the first click of each is a cold one. */
export async function measureStarts(engine: Engine, times: number): Promise<{ starts: Starts; cold: Click[] }> {
  const first = await startStaff(engine, 'everything');
  await withRoom(engine, async (room) => {
    for (let n = 0; n < times; n += 1) await room.startRun();
    await room.quiet();
  });
  await first.stop();
  const took: number[] = [];
  const cold: Click[] = [];
  for (let n = 0; n < times; n += 1) {
    const staff = await startStaff(engine, 'everything');
    took.push(staff.took);
    const browser = new Browser(staff.origin);
    await withRoom(engine, async (room) => {
      const [gate] = await room.gates(1);
      if (!gate) throw new Error('No gate is left for the cold click.');
      await browser.signIn(staff.link);
      cold.push(await browser.click(gate, 1));
      await room.quiet();
    });
    browser.close();
    await staff.stop();
  }
  return { starts: { first: round(first.took), again: spreadOf(took) }, cold };
}

async function withRoom(engine: Engine, work: (room: Awaited<ReturnType<typeof openRoom>>) => Promise<void>) {
  const room = await openRoom(engine);
  try {
    await work(room);
  } finally {
    await room.close();
  }
}

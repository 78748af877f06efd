import { afterEach, expect, it } from 'vitest';
import { spreadOf } from '../../../bench/spread.ts';
import { checks } from './checks.ts';
import type { Engine } from './engine.ts';
import { holderOf } from './holder.ts';
import { openScene, type Scene } from './scene.ts';
import { Team, withSql } from './team.ts';
import { readTruth } from './truth.ts';
import { placeWitness } from './witness.ts';

export interface Limits {
  takeovers: number;
  /** Milliseconds: of the slowest, or of the 95th in a hundred. */
  within: number;
  of: 'max' | 'p95';
}

const limit = 120_000;

async function killHolder(engine: Engine, scene: Scene, stage: string): Promise<void> {
  const pid = await holderOf(engine, (sql) => sql`stage_id = ${stage}`);
  const worker = scene.workers.find((it) => it.pid === pid);
  if (!worker) throw new Error(`No worker of the test holds the stage ${stage}: ${pid}`);
  await worker.kill();
}

/** Opens scenes, and closes them after each test, with whatever else is to be closed. */
function useScenes(open: () => Promise<Engine>) {
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of closing.splice(0).reverse()) await one();
  };
  afterEach(close, 60_000);
  const enter = async (options: Parameters<typeof openScene>[1]): Promise<{ engine: Engine; scene: Scene }> => {
    const engine = await open();
    closing.push(() => engine.close());
    const scene = await openScene(engine, options);
    closing.push(() => scene.close());
    return { engine, scene };
  };
  return { closing, close, enter };
}

/** Until when the running attempt is its worker's. */
const leaseOf = (engine: Engine): Promise<string> =>
  withSql(engine, async (sql) => {
    const [row] = await sql<{ until: string }[]>`
      select lease_until::text as until from attempts where status = 'running'`;
    return row?.until ?? '';
  });

/** The same on each engine. */
export const takenOver =
  (open: () => Promise<Engine>, { takeovers, within, of }: Limits) =>
  (): void => {
    const { closing, close, enter } = useScenes(open);

    /** Milliseconds from the end of a worker until another is at its stage. */
    const measure = async (): Promise<number> => {
      const { engine, scene } = await enter({ leaseMs: null });
      const letGo = scene.model.holdBack();
      closing.push(async () => letGo());
      const asked = scene.model.asked();
      await scene.person.startRun('Run 1', 'autonomous');
      await asked;
      // In the middle of it, with a lease that was renewed.
      const first = await leaseOf(engine);
      await expect.poll(() => leaseOf(engine)).not.toBe(first);
      const askedAgain = scene.model.asked();
      const killed = performance.now();
      await killHolder(engine, scene, 'draft');
      await askedAgain;
      const taken = performance.now() - killed;
      await close();
      return taken;
    };

    it(
      'takes a killed worker’s repeatable stage over in time, as shipped',
      { timeout: takeovers * limit },
      async () => {
        const taken: number[] = [];
        while (taken.length < takeovers) taken.push(await measure());
        const found = spreadOf(taken);
        console.log(`Taken over after the kill of a worker (ms): ${JSON.stringify(found)}`);
        expect(found[of]).toBeLessThan(within);
      },
    );

    it(
      'repeats an outward effect once somebody declares it repeatable: the check would find it',
      { timeout: limit },
      async () => {
        // A stall of a busy machine that is longer than this makes one who lives look dead.
        const { engine, scene } = await enter({ leaseMs: 3_000, careless: true });
        await withSql(engine, placeWitness);
        const team = new Team(scene.person, engine, scene.project.outward);
        closing.push(() => team.close());
        await scene.person.startRun('Run 1', 'autonomous', 'errand');
        const outward = (what: 'begin' | 'end') => async (): Promise<boolean> =>
          (await scene.project.outward()).some((it) => it.what === what);
        await expect.poll(outward('begin'), { interval: 10 }).toBe(true);
        await killHolder(engine, scene, 'deliver');
        await expect.poll(outward('end')).toBe(true);
        const said = { outward: await scene.project.outward(), decisions: [], clicks: [], started: [] };
        const truth = await readTruth(engine.url() ?? '', said);
        expect(checks['outward effects repeated'](truth)).not.toEqual([]);
      },
    );
  };

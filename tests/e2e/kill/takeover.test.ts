import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { describeWith } from '../../setup/needs.ts';
import { checks } from './checks.ts';
import { holderOf } from './holder.ts';
import { embeddedEngine, serversEngine, type Engine } from './engine.ts';
import { openScene, type Scene } from './scene.ts';
import { Team, withSql } from './team.ts';
import { readTruth } from './truth.ts';
import { placeWitness } from './witness.ts';

const limit = 120_000;

async function killHolder(engine: Engine, scene: Scene, stage: string): Promise<void> {
  const pid = await holderOf(engine, (sql) => sql`stage_id = ${stage}`);
  const worker = scene.workers.find((it) => it.pid === pid);
  if (!worker) throw new Error(`No worker of the test holds the stage ${stage}: ${pid}`);
  await worker.kill();
}

const onEngine = (open: () => Promise<Engine>) => (): void => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  }, 60_000);
  const enter = async (options: Parameters<typeof openScene>[1]): Promise<{ engine: Engine; scene: Scene }> => {
    const engine = await open();
    closing.push(() => engine.close());
    const scene = await openScene(engine, options);
    closing.push(() => scene.close());
    return { engine, scene };
  };

  it(
    'takes a killed worker’s repeatable stage over within 10 s, as shipped',
    async () => {
      const { engine, scene } = await enter({ leaseMs: null });
      scene.model.hold = new Promise((resolve) => closing.push(async () => resolve(null)));
      const asked = scene.model.asked();
      await scene.person.startRun('Run 1', 'autonomous');
      await asked;
      // In the middle of it, with a lease that was renewed.
      await sleep(2_500);
      const askedAgain = scene.model.asked();
      const killed = performance.now();
      await killHolder(engine, scene, 'draft');
      await askedAgain;
      const taken = performance.now() - killed;
      console.log(`Taken over ${Math.round(taken)} ms after the kill.`);
      expect(taken).toBeLessThan(10_000);
    },
    limit,
  );

  it(
    'repeats an outward effect once somebody declares it repeatable: the check would find it',
    async () => {
      const { engine, scene } = await enter({ leaseMs: 1_000, careless: true });
      await withSql(engine, placeWitness);
      const team = new Team(scene.person, engine, scene.project.outward);
      closing.push(() => team.close());
      await scene.person.startRun('Run 1', 'autonomous');
      await until(async () => (await scene.project.outward()).length > 0);
      await killHolder(engine, scene, 'deliver');
      await until(async () => (await scene.project.outward()).some(({ what }) => what === 'end'));
      const said = { outward: await scene.project.outward(), decisions: [], clicks: [], started: [] };
      const truth = await readTruth(engine.url() ?? '', said);
      expect(checks['outward effects repeated'](truth)).not.toEqual([]);
    },
    limit,
  );
};

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + limit / 2;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not within ${limit / 2000} s.`);
    await sleep(10);
  }
}

describe('a worker that is killed, on the embedded database', onEngine(embeddedEngine));
describeWith(['postgres', 'redis'], 'a worker that is killed, on Postgres and Redis', onEngine(serversEngine));

import type { Engine } from '../engines.ts';
import { postgresVersion } from '../machine.ts';
import { readMarks } from '../marks/read.ts';
import type { Plan } from '../plan.ts';
import type { EngineResult } from '../result.ts';
import { openRoom, type Room } from '../room.ts';
import { marksFolder, startStaff, type Posts, type Staff } from '../staff.ts';
import { clickAll } from './clicks.ts';
import { measureParked } from './parked.ts';
import { measureSlack } from './slack.ts';
import { measureStarts } from './starts.ts';
import { stepsOf } from './steps.ts';
import { measureStore } from './store.ts';
import { measureThroughput } from './throughput.ts';

interface Scene {
  engine: Engine;
  staff: Staff;
  room: Room;
}

/** Servers are for those who run the parts apart; the embedded database is for those who run one process. */
const usual = { redis: 'apart', embedded: 'everything' } as const satisfies Record<Engine['name'], Posts>;

/** Everything that is measured on one engine, from its first start on. The marks are read when all processes have ended. */
export async function measureEngine(engine: Engine, plan: Plan, say: (what: string) => void): Promise<EngineResult> {
  say('starting, again and again');
  const { starts, cold } = await measureStarts(engine, plan.starts);
  const posts = usual[engine.name];
  const long = await during(engine, posts, async (scene) => {
    say('runs a second');
    const whole = await measureThroughput(scene, posts, plan.runs);
    say('the store alone');
    const store = await measureStore(engine, plan.storeRuns);
    say('runs that wait');
    const parked = await measureParked(scene, plan.parked, plan.idleSeconds);
    say('clicks');
    const clicked = await clickAll(scene, plan);
    return { whole, store, parked, clicked, postgres: await postgresVersion(engine.url()) };
  });
  if (plan.slack) say('clicks in Slack');
  const slack = plan.slack && (await measureSlack(engine, plan.slack));
  const throughput = [long.whole];
  if (engine.name === 'redis') {
    say('runs a second, without cards');
    // Last: what these processes leave due, nobody would draw before the next measure.
    throughput.push(await during(engine, 'workers', (scene) => measureThroughput(scene, 'workers', plan.runs)));
  }
  const marks = await readMarks(marksFolder(engine));
  return {
    engine: engine.name,
    postgres: long.postgres,
    redis: engine.redis,
    starts,
    cold: stepsOf(cold, marks),
    clicks: long.clicked.map(({ burst, clicks }) => ({ ...burst, ...stepsOf(clicks, marks) })),
    throughput,
    parked: long.parked,
    store: long.store,
    ...(slack ? { slack } : {}),
  };
}

async function during<T>(engine: Engine, posts: Posts, work: (scene: Scene) => Promise<T>): Promise<T> {
  const staff = await startStaff(engine, posts);
  try {
    const room = await openRoom(engine);
    try {
      return await work({ engine, staff, room });
    } finally {
      await room.close();
    }
  } finally {
    await staff.stop();
  }
}

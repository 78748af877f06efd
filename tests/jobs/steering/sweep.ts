import { quickSettings, silent } from '../room.ts';
import type { Program } from './program.ts';
import type { Scene } from './scene.ts';

type Parts = Parameters<Program['createTick']>[0];
type Lapsed = Awaited<ReturnType<Parts['sweep']['lapsed']>>;

/** Whatever lease there is runs out, and the sweep finds it. */
export async function sweep(scene: Scene): Promise<void> {
  await find(scene, await expire(scene));
}

/** Whatever lease there is runs out; returns those, as a sweep would find them. */
export async function expire({ history, house, runId }: Scene): Promise<Lapsed> {
  const from = history.clock;
  const rows = await house.client.pool.rows<{ id: string; token: string; worker: string }>(
    `update attempts set lease_until = now() - interval '1 second'
     where run_id = $1 and lease_token is not null returning id, lease_token as token, lease_worker as worker`,
    [runId],
  );
  const by = ++history.clock;
  for (const { token } of rows) history.expired.set(token, { from, by });
  const until = new Date(0);
  return rows.map(({ id: attemptId, token, worker }) => ({ runId, attemptId, lease: { token, worker, until } }));
}

/** The sweep finds leases that ran out. */
export async function find(scene: Scene, lapsed: Lapsed): Promise<void> {
  if (lapsed.length > 0) await scene.program.createTick(partsOf(scene, lapsed))();
}

const nothing = async (): Promise<never[]> => [];

const partsOf = ({ runs, program }: Scene, lapsed: Lapsed): Parts => ({
  ...{ runs, rules: program.decide, outbox: { overdue: nothing }, settings: quickSettings, log: silent },
  sweep: { lapsed: async () => lapsed, stuck: nothing, expired: nothing, seal: async () => 0, prune: async () => 0 },
  queues: { add: async () => undefined, isTaken: async () => false },
  surfaceOf: async () => null,
  remind: async () => 0,
  ...{ stages: true, surfaces: new Set(), isAway: () => false },
});

import { afterEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../setup/database.ts';
import { isChange, wage } from './campaign.ts';
import { openScene, type Scene, type Unguarded } from './scene.ts';
import { overSocket } from './socket.ts';
import { nobodyAsks } from './unguarded.ts';
import { saidOf, seed, watchForCrashes } from './watch.ts';

describe(`fuzzed deliveries over Socket Mode, seed ${seed}`, () => {
  const database = freshDatabase();
  const crashes = watchForCrashes();
  let scene: Scene;
  const open = async (unguarded?: Unguarded): Promise<Scene> =>
    (scene = await openScene(database.url, 'socket', unguarded));
  afterEach(() => scene.close());

  it('500 of them fell nothing and change nothing, and honest people are served (S2, S9, S10, S16, S19, R5)', async () => {
    await open();
    const report = await wage(scene, { seed, deliveries: 500, atOnce: 64, bring: overSocket(scene) });
    expect(report.faults).toEqual([]);
    expect(crashes).toEqual([]);
    expect(saidOf(scene, report)).toEqual([]);
    expect(scene.slack.sockets).toBe(1);
  }, 120_000);

  it('would change something, if nobody asked who it is (S9)', async () => {
    await open(nobodyAsks);
    const bring = overSocket(scene);
    const isOver = (faults: readonly string[]): boolean => faults.some(isChange);
    const { faults } = await wage(scene, { seed, deliveries: 1_000, atOnce: 64, bring, isOver });
    expect(faults.filter(isChange)).not.toEqual([]);
  }, 120_000);
});

import { afterEach, expect, it } from 'vitest';
import { freshDatabase } from '../../../setup/database.ts';
import { isChange, type Report, wage } from './campaign.ts';
import { overHttp } from './http.ts';
import { resigning } from './resigning.ts';
import { openScene, type Scene, type Unguarded } from './scene.ts';
import { expectGrowthWithin, saidOf, seed, watchForCrashes } from './watch.ts';
import { everybodyMay, nobodyAsks, nobodyLooksWhere } from './unguarded.ts';

/** The same for CI, and ten thousand for the long run. */
export const fuzzedOverHttp = (deliveries: number) => (): void => {
  const database = freshDatabase();
  const crashes = watchForCrashes();
  let scene: Scene;
  const open = async (unguarded?: Unguarded): Promise<Scene> =>
    (scene = await openScene(database.url, 'http', unguarded));
  afterEach(() => scene.close());

  it(`${deliveries.toLocaleString('en')} of them fell nothing and change nothing, and honest people are served (S2, S8, S9, S10, S16, S19, R5)`, async () => {
    await open();
    const report = await wage(scene, { seed, deliveries, atOnce: 64, bring: overHttp(scene) });
    expect(report.faults).toEqual([]);
    expect(report.honest).toBe(deliveries / 250);
    expect(crashes).toEqual([]);
    expect(saidOf(scene, report)).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    // In a few batches caches still fill: only many tell what stays.
    if (deliveries >= 10_000) expectGrowthWithin(report, 64);
  }, 240_000);

  /** Until something is found, and a permission of an agent's is among it where that is asked for. */
  const controlled = (isFound = isChange): Promise<Report> => {
    const isOver = (faults: readonly string[]): boolean => faults.some(isChange) && faults.some(isFound);
    return wage(scene, { seed, deliveries: 1_000, atOnce: 64, bring: overHttp(scene), isOver });
  };
  const isGrant = (fault: string): boolean => /unexplained: grant\.(made|revoked)/.test(fault);

  it('would change something, if whoever sends them knew the secret (S8)', async () => {
    await open();
    const relay = await resigning(scene.slack);
    const report = await controlled();
    await relay.close();
    expect(report.faults.filter(isChange)).not.toEqual([]);
    expect(report.faults.some((it) => it.includes('answered with'))).toBe(true);
  }, 120_000);

  it('would change something, if nobody asked who it is (S9)', async () => {
    await open(nobodyAsks);
    const { faults } = await controlled(isGrant);
    expect([faults.filter(isChange), faults.filter(isGrant)]).not.toContainEqual([]);
  }, 120_000);

  it('would change something, if whoever may look might do everything (S1, S12)', async () => {
    await open(everybodyMay);
    const { faults } = await controlled(isGrant);
    expect([faults.filter(isChange), faults.filter(isGrant)]).not.toContainEqual([]);
  }, 120_000);

  it('would change something, if nobody looked where a button was pressed (S10)', async () => {
    await open(nobodyLooksWhere);
    expect((await controlled()).faults.filter(isChange)).not.toEqual([]);
  }, 120_000);
};

import { afterAll, beforeAll, onTestFailed } from 'vitest';
import { builtProgram } from '../../setup/built.ts';
import type { Engine } from '../kill/engine.ts';
import type { Town } from './town.ts';

interface Stage<Scene> {
  openEngine: () => Promise<Engine>;
  open: (engine: Engine, built: string) => Promise<Scene>;
  /** What everybody sees, where a test fails. */
  tell: (scene: Scene) => string;
}

/** For the tests of one `describe`: the built program on this engine, beside a platform of its own. */
export function useScene<Scene extends { town: Town }>({ openEngine, open, tell }: Stage<Scene>): () => Scene {
  let scene: Scene | undefined;
  let engine: Engine | undefined;
  beforeAll(async () => {
    engine = await openEngine();
    scene = await open(engine, await builtProgram());
    await scene.town.start();
  }, 120_000);
  afterAll(async () => {
    await scene?.town.close();
    await engine?.close();
  }, 60_000);
  return () => {
    const now = scene!;
    onTestFailed(() => console.log([tell(now), ...now.town.program.said].join('\n')));
    return now;
  };
}

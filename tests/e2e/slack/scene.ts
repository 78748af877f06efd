import path from 'node:path';
import { afterAll, beforeAll, onTestFailed } from 'vitest';
import { buildProgram } from '../kill/build.ts';
import type { Engine } from '../kill/engine.ts';
import { Eyes } from './eyes.ts';
import { openTown, type Mode, type Town } from './town.ts';
import { transcript } from './transcript.ts';

export interface Scene {
  readonly engine: Engine;
  readonly town: Town;
  readonly ada: Eyes;
  readonly ben: Eyes;
  /** In the channel, and nobody's colleague in the project. */
  readonly mallory: Eyes;
}

/** For the tests of one `describe`: the built program on this engine, beside a Slack of its own. */
export function useScene(mode: Mode, open: () => Promise<Engine>): () => Scene {
  let scene: Scene | undefined;
  let engine: Engine | undefined;
  beforeAll(async () => {
    engine = await open();
    const built = path.join(engine.folder, 'built');
    await buildProgram(built);
    const town = await openTown({ engine, built, mode });
    const eyes = (name: string): Eyes => new Eyes(town.slack, name);
    scene = { engine, town, ada: eyes('ada'), ben: eyes('ben'), mallory: eyes('mallory') };
    await town.start();
  }, 120_000);
  afterAll(async () => {
    await scene?.town.close();
    await engine?.close();
  }, 60_000);
  return () => {
    const now = scene!;
    onTestFailed(() => {
      console.log([transcript(now.town.slack, ['ada', 'ben', 'mallory']), ...now.town.program.said].join('\n'));
    });
    return now;
  };
}

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startDraftingModel, type DraftingModel } from '../../fakes/model/drafts.ts';
import type { Engine } from '../kill/engine.ts';
import { freePort } from '../kill/free-port.ts';
import { Program } from '../kill/program.ts';
import { type Around, writeProject } from './project.ts';

/** The built program beside a local platform; it may be killed and started again. */
export interface Town {
  model: DraftingModel;
  /** The one that runs now. */
  program: Program;
  /** What the command that can't be undone did, line by line. */
  outward(): Promise<string[]>;
  /** Lets the command that counts words end. */
  letCount(): Promise<void>;
  /** Starts it, and resolves when the platform gets there. `trap`: see trap.ts of the kills. */
  start(trap?: string): Promise<void>;
  close(): Promise<void>;
}

/** A platform with people in it, as the program is told of it. */
export interface Platform extends Pick<Around, 'place' | 'accountOf'> {
  env: Record<string, string>;
  /** The program listens there. */
  isAt?(port: number): void;
  /** Resolves when the program hears it. */
  heard(): Promise<void>;
  close(): Promise<void>;
}

export async function openTown(engine: Engine, built: string, platform: Platform): Promise<Town> {
  const { place, accountOf } = platform;
  const [project, outward, counted] = ['project.yaml', 'outward.log', 'counted'].map((name) =>
    path.join(engine.folder, name),
  ) as [string, string, string];
  await Promise.all([writeProject(project, { place, accountOf, outward, counted }), writeFile(outward, '')]);
  const model = await startDraftingModel({ slowest: 20, about: (prompt) => /Stage \w+/.exec(prompt)?.[0] ?? '' });
  const port = await freePort();
  platform.isAt?.(port);
  const args = ['--project', project, ...engine.args];
  const answers = { MODEL_BASE_URL: model.baseUrl, MODEL_NAME: 'fake-1', MODEL_API_KEY: 'key-for-tests' };
  const env = { ...engine.env, ...answers, PORT: String(port), ...platform.env };

  const town: Town = {
    model,
    program: new Program({ args, env, built }),
    outward: async () => (await readFile(outward, 'utf8')).split('\n').filter((line) => line !== ''),
    letCount: () => writeFile(counted, ''),
    start: async (trap) => {
      if (!town.program.isAlive) {
        const trapped: Record<string, string> = trap === undefined ? {} : { WHEEL_TRAP: trap };
        town.program = new Program({ args, env: { ...env, ...trapped }, built });
      }
      await town.program.ready();
      if (!town.program.isReady) throw new Error(`The program ended:\n${town.program.said.join('\n')}`);
      await platform.heard();
    },
    close: async () => {
      await town.program.kill();
      await model.close();
      await platform.close();
    },
  };
  return town;
}

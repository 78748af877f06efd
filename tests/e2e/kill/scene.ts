import path from 'node:path';
import { startDraftingModel, type DraftingModel } from '../../fakes/model/drafts.ts';
import { builtProgram } from '../../setup/built.ts';
import type { Engine } from './engine.ts';
import { freePort } from './free-port.ts';
import { Person } from './person.ts';
import { Program } from './program.ts';
import { writeProject, type KillProject } from './project.ts';
import { modelOptions } from './suite.ts';

/** A few processes that nobody kills but the test: for what is measured, and for what must go wrong. */
export interface Scene {
  project: KillProject;
  model: DraftingModel;
  person: Person;
  workers: Program[];
  close(): Promise<void>;
}

interface SceneOptions {
  careless?: boolean;
  /** Null: the shipped one. */
  leaseMs: number | null;
}

/** One process with the bots and two workers, ready. */
export async function openScene(engine: Engine, { careless = false, leaseMs }: SceneOptions): Promise<Scene> {
  const project = await writeProject(path.join(engine.folder, 'project'), careless);
  const built = await builtProgram();
  const model = await startDraftingModel(modelOptions);
  const port = await freePort();
  const args = ['--project', project.file, ...engine.args, '--only'];
  const lease: Record<string, string> = leaseMs === null ? {} : { WHEELHOUSE_LEASE_MS: String(leaseMs) };
  const answers = { MODEL_BASE_URL: model.baseUrl, MODEL_NAME: 'fake-1', MODEL_API_KEY: 'key-for-tests' };
  const env = { ...engine.env, ...answers, ...lease, PORT: String(port) };
  const bots = new Program({ args: [...args, 'bots'], env, built });
  const workers = [1, 2].map(() => new Program({ args: [...args, 'worker'], env, built }));
  const person = new Person([`http://127.0.0.1:${port}`], () => bots.link);
  const close = async (): Promise<void> => {
    await Promise.all([bots, ...workers].map((program) => program.kill()));
    await model.close();
  };
  try {
    await Promise.all([bots, ...workers].map((program) => program.ready()));
    await person.signIn();
    return { project, model, person, workers, close };
  } catch (error) {
    await close();
    throw error;
  }
}

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../tests/e2e/kill/free-port.ts';
import { Program } from '../tests/e2e/kill/program.ts';
import type { Engine } from './engines.ts';
import type { Watched } from './processes.ts';

const usualProject = path.join(import.meta.dirname, 'project.yaml');
const recorder = path.join(import.meta.dirname, 'marks/record.mjs');

/** Real processes of the program, started as an operator starts them. */
export interface Staff {
  /** Where the console listens, where one of them shows it. */
  origin: string;
  link: string;
  /** Milliseconds from the spawn to the last one's word that it takes work. */
  took: number;
  watched: Watched[];
  /** Told to, as an operator tells them; their marks are then in the engine's folder. */
  stop(): Promise<void>;
}

/** What each process is told to do; null is everything. */
const posts = { everything: [null], apart: ['bots', 'worker', 'worker'], workers: ['worker', 'worker'] } as const;
export type Posts = keyof typeof posts;

const working = new Set<Program>();

/** Whatever of all this still runs, at once. */
export async function dismissAll(): Promise<void> {
  await Promise.all([...working].map((program) => program.kill()));
}

export const marksFolder = (engine: Engine): string => path.join(engine.folder, 'marks');

/** Another project than the usual, and what else the program is told. */
interface Told {
  projectFile: string;
  env: Record<string, string>;
}

export async function startStaff(
  engine: Engine,
  who: Posts,
  told: Told = { projectFile: usualProject, env: {} },
): Promise<Staff> {
  await mkdir(marksFolder(engine), { recursive: true });
  const port = await freePort();
  const marking = { NODE_OPTIONS: `--import=${recorder}`, BENCH_MARKS: marksFolder(engine) };
  const env = { ...engine.env, ...marking, PORT: String(port), ...told.env };
  const since = performance.now();
  const crew = posts[who].map((part, index) => {
    const only = part === null ? [] : ['--only', part];
    const program = new Program({ args: ['--project', told.projectFile, ...engine.args, ...only], env });
    working.add(program);
    return { name: nameOf(part, index), program };
  });
  const stop = async (): Promise<void> => {
    await Promise.all(crew.map(({ program }) => program.kill('SIGTERM')));
    for (const { program } of crew) working.delete(program);
  };
  await Promise.all(crew.map(({ program }) => program.ready()));
  const took = performance.now() - since;
  const dead = crew.find(({ program }) => !program.isReady);
  if (dead) {
    await stop();
    throw new Error(`${dead.name} ended with ${dead.program.end}:\n${dead.program.said.join('\n')}`);
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    link: crew.find(({ program }) => program.link !== null)?.program.link ?? '',
    took,
    watched: crew.map(({ name, program }) => ({ name, pid: program.pid, withChildren: false })),
    stop,
  };
}

function nameOf(part: string | null, index: number): string {
  if (part === null) return 'the program';
  return part === 'worker' ? `worker ${index}` : part;
}

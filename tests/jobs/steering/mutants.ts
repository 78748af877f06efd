import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asItIs, type Program } from './program.ts';

const top = path.resolve(import.meta.dirname, '../../..');
const nursery = path.join(top, '.mutants/steering');

export interface Mutant {
  /** What is wrong with it. */
  fault: string;
  /** The law that is seen to break, as the onlooker words it. */
  law: string;
  /** A path from the top. */
  file: string;
  from: string;
  to: string;
}

/** What a program is put together from: where it lies, and what it is called there. */
const parts = {
  decide: 'src/core/run/decide.ts',
  start: 'src/core/run/start.ts',
  createRuns: 'db/runs.ts',
  createTick: 'src/jobs/reconcile.ts',
  runStage: 'src/jobs/run-stage.ts',
} as const satisfies Record<keyof Program, string>;

/** The rooms in which a fault can be, and what has to be loaded anew for it: a room that is as it was is loaded once. */
const rooms: Record<string, (keyof Program)[]> = {
  'src/core': ['decide', 'start'],
  'src/jobs': ['createTick', 'runStage'],
  db: ['createRuns'],
};

const folderOf = (fault: string): string => fault.replace(/[^a-z]+/gi, '-');

/** The program with this fault in it. */
export async function programOf({ fault, file, from, to }: Mutant): Promise<Program> {
  const room = Object.keys(rooms).find((it) => file.startsWith(`${it}/`));
  if (room === undefined) throw new Error(`no mutant can be made of ${file}`);
  const copy = path.join(nursery, folderOf(fault));
  for (const part of new Set([room, 'src/core'])) {
    cpSync(path.join(top, part), path.join(copy, part), { recursive: true, filter: (it) => !it.endsWith('.sql') });
  }
  const place = path.join(copy, file);
  const source = readFileSync(place, 'utf8');
  if (!source.includes(from)) throw new Error(`the guard has moved: ${fault} (${file})`);
  writeFileSync(place, source.replace(from, to));
  const loaded = (rooms[room] ?? []).map(async (name) => {
    const module = (await import(path.join(copy, parts[name]))) as Record<string, unknown>;
    return [name, module[name]] as const;
  });
  return { ...asItIs, ...Object.fromEntries(await Promise.all(loaded)) };
}

export const clear = (fault: string): void =>
  rmSync(path.join(nursery, folderOf(fault)), { recursive: true, force: true });

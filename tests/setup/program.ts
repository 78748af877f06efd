import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildProgram } from '../e2e/kill/build.ts';
import { openDoor } from './door.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Behind it, the program is built once for the whole run. */
    program: string;
  }
}

/** From its sources, each start takes two seconds of a processor more: for what is not about how it starts. */
export default async function provideProgram(project: TestProject): Promise<() => Promise<void>> {
  let folder: string | undefined;
  const door = await openDoor(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-built-'));
    await buildProgram(folder);
    return folder;
  });
  project.provide('program', door.url);
  return async () => {
    door.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  };
}

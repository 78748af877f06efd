import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDoor } from './door.ts';
import { needs } from './needs.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A running server, or an http address that starts one when it is first asked and answers with its url. */
    postgres: { url: string } | { door: string };
  }
}

interface Server {
  url: string;
  stop(): Promise<void>;
}

/** One Postgres for the whole run: the given one, else an embedded one, started by the first test that asks. */
export default async function providePostgres(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (needs.postgres !== undefined) {
    project.provide('postgres', { url: needs.postgres });
    return undefined;
  }
  let server: Promise<Server> | undefined;
  const door = await openDoor(async () => (await (server ??= start())).url);
  project.provide('postgres', { door: door.url });
  return async () => {
    door.close();
    await (await server?.catch(() => undefined))?.stop();
  };
}

async function start(): Promise<Server> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-tests-'));
  // Started by root, the server runs as another user, who must be able to pass through.
  await chmod(folder, 0o755);
  const log: string[] = [];
  try {
    const { startEmbedded } = await import('../../db/embedded/start.ts');
    const embedded = await startEmbedded({ dataDir: path.join(folder, 'data'), log: (line) => log.push(line) });
    return {
      url: embedded.url,
      stop: async () => {
        await embedded.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`${String(cause)}\n${log.slice(-20).join('\n')}`, { cause });
  }
}

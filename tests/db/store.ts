import { afterAll, beforeAll } from 'vitest';
import { connect, type Client } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { createProjects } from '../../db/projects.ts';
import { createRuns } from '../../db/runs.ts';
import type { DueEffect, Runs } from '../../src/core/ports.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';
import type { Decision } from '../../src/core/run/state.ts';
import { freshDatabase } from '../setup/database.ts';
import { project } from './sample.ts';
import { patience } from '../setup/patience.ts';

/** A migrated database with one project, and a store of runs on it that notes what it was told. */
export interface Store {
  readonly url: string;
  readonly client: Client;
  readonly runs: Runs;
  readonly dispatched: DueEffect[];
  readonly errors: unknown[];
}

export function freshStore(): Store {
  const database = freshDatabase();
  const dispatched: DueEffect[] = [];
  const errors: unknown[] = [];
  let opened: { client: Client; runs: Runs } | undefined;
  const get = () => {
    if (!opened) throw new Error('The store is opened in beforeAll.');
    return opened;
  };

  beforeAll(async () => {
    await migrate(database.url);
    const client = connect(database.url);
    const onCommitted = (due: DueEffect[]) => void dispatched.push(...due);
    opened = { client, runs: createRuns(client, { onCommitted, onError: (error) => errors.push(error) }) };
    await createProjects(client).put({ project, folder: '/tmp/paper' });
  });
  afterAll(() => opened?.client.close());

  return {
    get url() {
      return database.url;
    },
    get client() {
      return get().client;
    },
    get runs() {
      return get().runs;
    },
    dispatched,
    errors,
  };
}

/** The decision, where a refusal would be a surprise. */
export function accepted(outcome: Decision | Refusal): Decision {
  if (isRefusal(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** Waits for a condition, asked again every few milliseconds. */
export async function until<T>(what: string, ask: () => Promise<T | null | undefined | false> | T): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > deadline) throw new Error(`Waited ${patience / 1000} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { requestId } from 'hono/request-id';
import { afterAll, beforeAll } from 'vitest';
import { createApiKeys } from '../../db/api-keys.ts';
import { createBodies } from '../../db/bodies.ts';
import { connect, type Client } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { createPostings } from '../../db/postings.ts';
import { createProjects } from '../../db/projects.ts';
import { createRecords } from '../../db/records.ts';
import { createRefusals } from '../../db/refusals.ts';
import { createRuns } from '../../db/runs.ts';
import { createViews } from '../../db/views.ts';
import { shippedLimits, type Limits } from '../../src/api/guard/limits.ts';
import type { ApiKey } from '../../src/core/people/api-key.ts';
import { projectSchema, type Permission, type Project } from '../../src/core/project/definition.ts';
import type { Runs } from '../../src/core/ports.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { decide } from '../../src/core/run/decide.ts';
import type { WorkerEvent } from '../../src/core/run/event.ts';
import type { ToolCall } from '../../src/core/stage/call.ts';
import { openApi } from '../../src/main/api.ts';
import { namedOnly, noLinks } from '../setup/people.ts';
import { freshDatabase } from '../setup/database.ts';

type Without<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'actor'> : never;

const everything: Permission[] = ['view', 'message', 'operate', 'decide', 'edit', 'configure'];

const cost = { microUsd: 100, inputTokens: 10, outputTokens: 10 };

const definition = (project: string, people: unknown[] = []): Project =>
  projectSchema.parse({
    project,
    name: project.toUpperCase(),
    places: [{ surface: 'console', channel: project }],
    people: [
      { id: 'mara', name: 'Mara', may: 'everything', accounts: { console: 'local/mara' } },
      { id: 'ines', name: 'Ines', may: ['view', 'message'] },
      ...people,
    ],
    roles: [{ handle: 'writer', name: 'Writer', emoji: 'W', domain: ['words'], instructions: 'Write.' }],
    pipelines: [
      {
        id: 'notes',
        name: 'Notes',
        about: 'Writes notes.',
        brief: { label: 'Brief' },
        parameters: [{ name: 'version', label: 'Version', default: '1.0' }],
        budget: { usd: 2 },
        stages: [
          { id: 'draft', name: 'Draft', do: 'write', role: 'writer', brief: 'Write.', makes: 'notes' },
          { id: 'look', name: 'Look', do: 'write', role: 'writer', brief: 'Look.', makes: 'look' },
        ],
      },
    ],
  });

export interface Rig {
  readonly url: string;
  readonly client: Client;
  readonly runs: Runs;
  readonly logged: Record<string, unknown>[];
  /** Another server over the same database. */
  open(limits?: Partial<Limits>): Promise<{ url: string; close(): Promise<void> }>;
  put(project: Project): Promise<void>;
  key(changes?: Partial<ApiKey> & { secret?: string }): Promise<{ secret: string; id: string }>;
  /** The newest attempt does its stage: the run comes to its next gate. */
  work(runId: string, text: string): Promise<void>;
  /** Its agent takes the stage up, and makes this call. */
  call(runId: string, call: ToolCall): Promise<void>;
}

export const project = definition;

/** The API on a real port over a real database, with the projects `film` and `paper`; work is done when a test says so. */
export function freshRig(): Rig {
  const database = freshDatabase();
  const logged: Record<string, unknown>[] = [];
  let client: Client | undefined;
  let runs: Runs | undefined;
  let main: { url: string; close(): Promise<void> } | undefined;
  let count = 0;

  const get = (): Client => {
    if (!client) throw new Error('The rig is opened in beforeAll.');
    return client;
  };

  const open = async (limits: Partial<Limits> = {}) => {
    const own = get();
    const projects = createProjects(own);
    const ports = {
      runs: runs!,
      bodies: createBodies(own),
      projects,
      views: createViews(own),
      postings: createPostings(own),
      people: namedOnly(projects),
      links: noLinks,
      refusals: createRefusals(own),
      records: createRecords(own),
      modelOf: () => ({ name: 'rehearsal', priced: true, rehearses: true }),
      refresh: async () => undefined,
      log: { error: (fields: Record<string, unknown>) => void logged.push(fields) },
    };
    const app = new Hono();
    app.use(requestId());
    app.route('/', openApi(own, ports, { ...shippedLimits, ...limits }));
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, close: () => close(server) };
  };

  beforeAll(async () => {
    await migrate(database.url);
    client = connect(database.url);
    runs = createRuns(client, { onCommitted: () => undefined, onError: (error) => void logged.push({ error }) });
    const projects = createProjects(client);
    for (const name of ['film', 'paper']) await projects.put({ project: definition(name), folder: '/srv' });
    main = await open({ perKey: 100_000, perAddress: 100_000 });
  });
  afterAll(async () => {
    await main?.close();
    await client?.close();
  });

  const step = async (runId: string, event: Without<WorkerEvent>): Promise<void> => {
    const actor = { kind: 'system', name: 'worker' } as const;
    const id = `w_${(count += 1)}_${runId}`;
    const outcome = await runs!.change(runId, (state) => decide(state, { ...event, id, at: new Date(), actor }));
    if (isRefusal(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  };

  const begin = async (runId: string, call?: ToolCall) => {
    const { run, attempts } = (await runs!.find(runId))!;
    const { epoch } = run;
    const attemptId = attempts.at(-1)!.id;
    const token = `lease-${attemptId}-${epoch}`;
    const until = new Date(Date.now() + 60_000);
    await step(runId, { kind: 'claim', attemptId, epoch, token, worker: 'w', until });
    await step(runId, { kind: 'begin_step', attemptId, token, epoch, estimate: cost, ...(call && { call }) });
    return { attemptId, token };
  };

  return {
    get url() {
      return main!.url;
    },
    get client() {
      return get();
    },
    get runs() {
      return runs!;
    },
    logged,
    open,
    put: (changed) => createProjects(get()).put({ project: changed, folder: '/srv' }),
    async key({ secret = `wh_${randomBytes(32).toString('base64url')}`, ...changes } = {}) {
      const id = `key_${(count += 1)}`;
      const now = new Date();
      const key: ApiKey = {
        id,
        projectId: 'film',
        name: id,
        personId: null,
        permissions: everything,
        hint: secret.slice(0, 7),
        createdBy: 'test',
        createdAt: now,
        expiresAt: new Date(now.getTime() + 3_600_000),
        revokedAt: null,
        lastUsedAt: null,
        ...changes,
      };
      const where = { surface: 'cli', channel: null, thread: null } as const;
      const actor = { kind: 'client', clientId: 'cli', name: 'test', permissions: [], where } as const;
      await createApiKeys(get()).create(key, createHash('sha256').update(secret).digest('hex'), {
        ...{ id: `led_${id}`, projectId: key.projectId, runId: null, kind: 'key.created', actor, at: now },
        ...{ subject: {}, payload: {}, status: null },
      });
      return { secret, id };
    },
    async work(runId, text) {
      const { attemptId, token } = await begin(runId);
      const output = { text, rehearsal: true, remark: null };
      await step(runId, { kind: 'finish', attemptId, token, output, cost });
    },
    call: async (runId, call) => void (await begin(runId, call)),
  };
}

async function close(server: ServerType): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  await closed;
}

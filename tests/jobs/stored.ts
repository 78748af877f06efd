import { nanoid } from 'nanoid';
import { createBodies } from '../../db/bodies.ts';
import { connect, type Client } from '../../db/client.ts';
import { createHints } from '../../db/hints.ts';
import { createOutbox } from '../../db/outbox.ts';
import { createPostings } from '../../db/postings.ts';
import { createProjects } from '../../db/projects.ts';
import { createRuns } from '../../db/runs.ts';
import { createSweep } from '../../db/sweep.ts';
import { createTalks } from '../../db/talks.ts';
import { projectSchema, type Project } from '../../src/core/project/definition.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { decide } from '../../src/core/run/decide.ts';

import { start } from '../../src/core/run/start.ts';
import { createDispatch } from '../../src/jobs/dispatch.ts';
import { openQueues, type Queues } from '../../src/jobs/queue.ts';
import { surfaceLookup } from '../../src/jobs/routes.ts';
import type { JobSettings } from '../../src/jobs/settings.ts';
import type { JobParts } from '../../src/jobs/start.ts';
import { ada } from './memory.ts';
import { silent } from './room.ts';

export interface Place {
  databaseUrl: string;
  redisUrl: string | null;
  prefix: string;
}

type Ports = Pick<
  JobParts,
  'runs' | 'bodies' | 'talks' | 'outbox' | 'postings' | 'sweep' | 'hints' | 'queues' | 'rules' | 'remind'
>;

/** One process' worth of the real stores and a real queue, wired as the program wires them. */
export interface Stored extends Ports {
  client: Client;
  queues: Queues;
  close(): Promise<void>;
}

export async function openStores(place: Place, settings: JobSettings): Promise<Stored> {
  const client = connect(place.databaseUrl);
  const queues = await openQueues({ ...place, settings, log: silent });
  const postings = createPostings(client);
  const dispatch = createDispatch({ queues, surfaceOf: surfaceLookup(postings), settings, log: silent });
  return {
    client,
    queues,
    postings,
    runs: createRuns(client, { onCommitted: dispatch, onError: () => undefined }),
    bodies: createBodies(client),
    talks: createTalks(client),
    outbox: createOutbox(client),
    sweep: createSweep(client),
    hints: await createHints(client),
    rules: decide,
    remind: async () => 0,
    close: async () => {
      await queues.close();
      await client.close();
    },
  };
}

const projectOf = (doing: 'write' | 'command') =>
  projectSchema.parse({
    project: `paper-${doing}`,
    name: 'Paper',
    places: [{ surface: 'console', channel: `general-${doing}` }],
    people: [{ id: 'ada', name: 'Ada', may: 'everything', accounts: { console: 'local/ada' } }],
    pipelines: [
      {
        id: 'notes',
        name: 'Notes',
        about: 'Writes notes.',
        stages: ['draft', 'polish', 'print'].map((id) => ({
          ...{ id, name: id, makes: id, time_limit: '60s' },
          ...(doing === 'write' ? { do: doing, role: 'writer', brief: 'Write.' } : { do: doing, run: 'true' }),
        })),
      },
    ],
  });

/** Stores a run of three stages, as a click would; its id. */
export const beginRun = (stored: Stored, doing: 'write' | 'command' = 'write'): Promise<string> =>
  beginRunOf(stored, projectOf(doing));

/** The same for a run of a project's first pipeline. */
export async function beginRunOf({ runs, client }: Stored, project: Project): Promise<string> {
  await createProjects(client).put({ project, folder: '/' });
  const runId = `run-${nanoid()}`;
  const at = new Date();
  const decision = start({
    ...{ id: `start-${runId}`, at, actor: ada, runId, projectId: project.project, title: 'Notes', brief: '' },
    definition: {
      ...{ pipeline: project.pipelines[0]!, roles: project.roles, models: project.models, people: project.people },
      ...{ director: null, places: project.places, folder: '/' },
    },
    parameters: {},
    mode: 'autonomous',
    budget: { microUsd: null, tokens: null },
    trigger: {
      ...{
        id: `trigger-${runId}`,
        source: 'integration_test',
        personId: 'ada',
        personName: 'Ada',
        where: ada.where,
        at,
      },
      ...{ context: {}, recommendedBy: null, recommendedConfig: null },
    },
    models: [],
  });
  const created = isRefusal(decision) ? decision : await runs.create(decision);
  if (isRefusal(created)) throw new Error(JSON.stringify(created));
  return runId;
}

export async function command({ runs }: Stored, runId: string, kind: 'pause' | 'resume' | 'cancel'): Promise<void> {
  const event = {
    id: nanoid(),
    at: new Date(),
    actor: ada,
    epoch: null,
    why: null,
    notes: null,
    confirmed: true,
    kind,
  };
  const reply = await runs.change(runId, (state) => decide(state, event));
  if (isRefusal(reply)) throw new Error(JSON.stringify(reply));
}

export const statusOf = async ({ runs }: Stored, runId: string): Promise<string | undefined> =>
  (await runs.find(runId))?.run.status;

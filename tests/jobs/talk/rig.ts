import { createBodies } from '../../../db/bodies.ts';
import { createProjects } from '../../../db/projects.ts';
import { createRefusals } from '../../../db/refusals.ts';
import { createViews } from '../../../db/views.ts';
import { projectSchema, type SurfaceName } from '../../../src/core/project/definition.ts';
import type { Door, Intent, Reply } from '../../../src/core/intent.ts';
import type { Posting } from '../../../src/core/ports.ts';
import { isRefusal } from '../../../src/core/refusal.ts';
import { start } from '../../../src/core/run/start.ts';
import { createDoor } from '../../../src/intents/door.ts';
import { startJobs, type Jobs } from '../../../src/jobs/start.ts';
import { createDrawing } from '../../../src/main/drawing.ts';
import { migrate } from '../../../db/migrate.ts';
import { namedOnly, noLinks } from '../../setup/people.ts';
import { ada } from '../memory.ts';
import { done, quickSettings, silent } from '../room.ts';
import { openStores, type Stored } from '../stored.ts';
import { Wall } from '../surface.ts';
import { until } from '../until.ts';

export const channels = { console: 'film', slack: 'C1', discord: '11' } as const;

const project = projectSchema.parse({
  project: 'film',
  name: 'Film',
  places: Object.entries(channels).map(([surface, channel]) => ({ surface, channel })),
  people: [
    {
      ...{ id: 'ada', name: 'Ada', may: 'everything' },
      accounts: { console: 'local/ada', slack: 'T1/UADA', discord: '9/1' },
    },
    { ...{ id: 'ben', name: 'Ben', may: 'everything' }, accounts: { slack: 'T1/UBEN', discord: '9/2' } },
    { ...{ id: 'vera', name: 'Vera', may: ['view'] }, accounts: { slack: 'T1/UVERA' } },
  ],
  pipelines: [
    {
      ...{ id: 'notes', name: 'Notes', about: 'Writes notes.' },
      stages: [{ id: 'draft', name: 'Draft', makes: 'notes', do: 'write', role: 'writer', brief: 'Write.' }],
    },
  ],
});

const accounts: Record<string, Partial<Record<SurfaceName, [string, string]>>> = {
  ada: { console: ['local', 'ada'], slack: ['T1', 'UADA'], discord: ['9', '1'] },
  ben: { slack: ['T1', 'UBEN'], discord: ['9', '2'] },
  vera: { slack: ['T1', 'UVERA'] },
  stranger: { slack: ['T1', 'USTRANGER'] },
};

/** A run that waits for its worker, in the threads of three places, over the real stores. */
export class Talk {
  readonly walls = { console: new Wall('console'), slack: new Wall('slack'), discord: new Wall('discord') };
  #jobs: Jobs | null = null;
  #count = 0;

  private constructor(
    readonly stored: Stored,
    readonly door: Door,
    readonly runId: string,
  ) {}

  static async open(databaseUrl: string): Promise<Talk> {
    await migrate(databaseUrl);
    const place = { databaseUrl, redisUrl: null, prefix: 'talk' };
    const stored = await openStores(place, quickSettings);
    const projects = createProjects(stored.client);
    await projects.put({ project, folder: '/' });
    const views = createViews(stored.client);
    const door = createDoor({
      ...{ ...stored, projects, views, links: noLinks, people: namedOnly(projects) },
      refusals: createRefusals(stored.client),
      modelOf: () => ({ name: 'rehearsal', priced: true, rehearses: true }),
      refresh: async () => undefined,
      log: { error: () => undefined },
    });
    const talk = new Talk(stored, door, 'run1');
    await talk.#begin();
    talk.#jobs = await startJobs({
      ...stored,
      executors: [{ kind: 'write', execute: async () => done() }],
      drawing: createDrawing(views, createBodies(stored.client), { find: async () => null }),
      surfaces: Object.values(talk.walls),
      parts: ['bots'],
      settings: quickSettings,
      log: silent,
    });
    await talk.settled();
    return talk;
  }

  async #begin(): Promise<void> {
    const at = new Date();
    const { people, places } = project;
    const decision = start({
      ...{ id: 'start-1', at, actor: ada, runId: this.runId, projectId: 'film', title: 'Notes', brief: '' },
      definition: {
        ...{ pipeline: project.pipelines[0]!, roles: [], models: {}, people, director: null, places, folder: '/' },
      },
      ...{ parameters: {}, mode: 'autonomous', budget: { microUsd: null, tokens: null }, models: [] },
      trigger: {
        ...{ id: 'trigger-1', source: 'integration_test', personId: 'ada', personName: 'Ada', where: ada.where, at },
        ...{ context: {}, recommendedBy: null, recommendedConfig: null },
      },
    });
    const created = isRefusal(decision) ? decision : await this.stored.runs.create(decision);
    if (isRefusal(created)) throw new Error(JSON.stringify(created));
  }

  /** Something that somebody does in the run's thread there; by a delivery of its own, unless one is given. */
  async does(who: string, surface: SurfaceName, intent: Intent, delivery?: string): Promise<Reply> {
    const [team, user] = accounts[who]?.[surface] ?? ['', ''];
    this.#count += 1;
    return this.door(intent, {
      account: { surface, team, user },
      where: { surface, channel: channels[surface], thread: await this.threadOn(surface) },
      ...{ delivery: delivery ?? `d-${this.#count}`, source: 'integration_test', at: new Date() },
    });
  }

  says(who: string, surface: SurfaceName, text: string, message = `m-${text}`): Promise<Reply> {
    return this.does(who, surface, { kind: 'words', text, mentionsUs: false, message });
  }

  async threadOn(surface: SurfaceName): Promise<string | null> {
    const copies: Posting[] = await this.stored.postings.ofSubject({ kind: 'run', id: this.runId });
    return copies.find(({ place }) => place.surface === surface)?.ref?.message ?? null;
  }

  /** Nothing is due any more. */
  async settled(): Promise<void> {
    await until(async () => {
      const rows = await this.stored.client.pool.rows<{ n: string }>(
        "select count(*) as n from outbox where done_at is null and kind = 'converge'",
        [],
      );
      if (Number(rows[0]?.n) !== 0) throw new Error(`${rows[0]?.n} are due`);
    });
  }

  /** What was said or changed in the thread there, in its order. */
  async heardOn(surface: SurfaceName): Promise<string[]> {
    await this.settled();
    return this.walls[surface].order.filter((what) => !what.startsWith('card'));
  }

  async close(): Promise<void> {
    await this.#jobs?.stop();
    await this.stored.close();
  }
}

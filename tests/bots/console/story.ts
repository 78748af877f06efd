import { serve } from '@hono/node-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createBodies } from '../../../db/bodies.ts';
import { connect } from '../../../db/client.ts';
import { listenToConsole } from '../../../db/console/hints.ts';
import { consoleStore } from '../../../db/console.ts';
import { createHints } from '../../../db/hints.ts';
import { migrate } from '../../../db/migrate.ts';
import { createLinks } from '../../../db/links.ts';
import { createPeople, type PeopleParts } from '../../../db/people.ts';
import { createPostings } from '../../../db/postings.ts';
import { createProjects } from '../../../db/projects.ts';
import { createRecords } from '../../../db/records.ts';
import { createRefusals } from '../../../db/refusals.ts';
import { createRuns } from '../../../db/runs.ts';
import { createViews } from '../../../db/views.ts';
import { createConsole } from '../../../src/bots/console/app.tsx';
import { createSignInLink } from '../../../src/bots/console/sign-in/link.ts';
import type { Ask } from '../../../src/core/ask/ask.ts';
import { encodeForm, encodePress } from '../../../src/core/cards/token.ts';
import type { PostRef } from '../../../src/core/cards/surface.ts';
import type { ThreadLink } from '../../../src/core/console/thread-link.ts';
import type { Intent, Reply, Visit } from '../../../src/core/intent.ts';
import type { Account } from '../../../src/core/people/actor.ts';
import { type Project, projectSchema, type SurfaceName } from '../../../src/core/project/definition.ts';
import { isRefusal } from '../../../src/core/refusal.ts';
import { decide } from '../../../src/core/run/decide.ts';
import type { WorkerEvent } from '../../../src/core/run/event.ts';
import { noCost } from '../../../src/core/run/run.ts';
import type { RunState } from '../../../src/core/run/state.ts';
import { createBulk } from '../../../src/intents/bulk.ts';
import { createDoor } from '../../../src/intents/door.ts';
import { createLinking } from '../../../src/intents/linking.ts';
import type { DoorPorts } from '../../../src/intents/ports.ts';
import { createForReader, createRedrawing } from '../../../src/main/redrawing.ts';
import { createRoster } from '../../../src/main/roster.ts';
import { noGroups } from '../../setup/people.ts';

type Without<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'actor'> : never;

const people = [
  { id: 'mara', name: 'Mara', may: 'everything', accounts: { console: 'local/mara' } },
  { id: 'jon', name: 'Jon', may: 'everything', accounts: { console: 'local/jon' } },
  { id: 'ines', name: 'Ines', may: ['view'], accounts: { console: 'local/ines' } },
  { id: 'kim', name: 'Kim', may: ['view', 'message'], accounts: { console: 'local/kim' } },
];
const roles = [{ handle: 'writer', name: 'Writer', emoji: '✍️', domain: ['words'], instructions: 'Write.' }];

const draft = { id: 'draft', name: 'Draft', do: 'write', role: 'writer', brief: 'Write.', makes: 'notes' };
const tag = {
  id: 'tag',
  name: 'Tag',
  do: 'command',
  run: ['git', 'tag', 'v1'],
  makes: 'tag-output',
  irreversible: true,
};
const before = { when: 'before', human: 'always' };

/** Notes are drafted, and then a tag is set, which can't be undone. */
export const notes: Project = projectSchema.parse({
  project: 'notes',
  name: 'Release notes',
  places: [{ surface: 'console', channel: 'notes' }],
  people,
  roles,
  pipelines: [
    {
      id: 'notes',
      name: 'Notes',
      about: 'Writes notes.',
      brief: { label: 'Brief' },
      stages: [draft, { ...tag, gate: before }],
    },
  ],
});

/** Somebody else's, whose one gate waits for two of its people, for two days. */
export const film: Project = projectSchema.parse({
  project: 'film',
  name: 'Film',
  places: [{ surface: 'console', channel: 'film' }],
  people: [...people.slice(0, 2), { id: 'olu', name: 'Olu', may: 'everything', accounts: { console: 'local/olu' } }],
  roles,
  pipelines: [
    {
      ...{ id: 'film', name: 'Film', about: 'Writes films.', brief: { label: 'Brief' } },
      stages: [
        { ...draft, id: 'treatment', name: 'Treatment', gate: { quorum: 2, exclude: ['starter'], expires: '2d' } },
      ],
    },
  ],
});

export type Story = Awaited<ReturnType<typeof startStory>>;

/** The console before the real door and the real stores, with two projects; a test is the worker. */
export async function startStory(url: string, groups: PeopleParts['groups'] = noGroups) {
  await migrate(url);
  const client = connect(url, { max: 8 });
  const projects = createProjects(client);
  const links = createLinks(client);
  for (const project of [notes, film]) await projects.put({ project, folder: '/srv' });
  const fail = (error: unknown): never => {
    throw error;
  };
  const stores = {
    projects,
    runs: createRuns(client, { onCommitted: () => undefined, onError: fail }),
    bodies: createBodies(client),
    people: createPeople({ projects, links, groups }),
    links,
    postings: createPostings(client),
    records: createRecords(client),
    refusals: createRefusals(client),
    views: createViews(client),
  };
  const log = { error: () => undefined, warn: () => undefined };
  const ports: DoorPorts = {
    ...stores,
    log,
    modelOf: () => ({ name: 'rehearsal', priced: true, rehearses: true }),
    refresh: async () => undefined,
  };
  const door = createDoor(ports);
  const linking = createLinking(ports);
  const store = consoleStore(client);
  const hints = await listenToConsole(client.sql);
  const places = new Map<string, PostRef[]>();
  const elsewhere = new Map<string, ThreadLink[]>();
  const { app } = createConsole({
    ...{ ...stores, store, hints, log, door, publicUrl: null, ways: [] },
    placesOf: async ({ id }) => places.get(id) ?? [],
    threadsElsewhere: async (runId) => elsewhere.get(runId) ?? [],
    answerAll: createBulk(ports),
    roster: createRoster(projects, stores.people),
    redrawing: createRedrawing(stores),
    forReader: createForReader(stores),
    linking,
    troublesOf: async () => [],
    runHints: await createHints(client),
  });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  let visits = 0;

  const intend = (who: string, intent: Intent, on: { channel?: string; runId?: string } = {}): Promise<Reply> => {
    const account = { surface: 'console' as const, team: 'local', user: who };
    const { channel = 'notes', runId } = on;
    const where = { surface: 'console' as const, channel: runId === undefined ? channel : null, thread: null };
    const delivery = `story-${++visits}`;
    return door(intent, { account, where, runId, delivery, source: 'console_form', at: new Date() });
  };

  /** Somebody on another surface: in a thread's place there is the run, by its id. */
  const knock = (account: Account, intent: Intent, over: Partial<Visit> = {}): Promise<Reply> => {
    const where = { surface: account.surface as SurfaceName, channel: 'C1', thread: null };
    const visit = { account, where, delivery: `story-${++visits}`, source: 'slack_button' as const, at: new Date() };
    return door(intent, { ...visit, ...over });
  };

  /** The worker's side, through the same rules. */
  const work = async (runId: string, event: Without<WorkerEvent>): Promise<RunState> => {
    const actor = { kind: 'system', name: 'worker' } as const;
    const happened = { ...event, id: `w_${++visits}`, at: new Date(), actor };
    const outcome = await stores.runs.change(runId, (state) => decide(state, happened));
    if (isRefusal(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`);
    return outcome.state;
  };

  const started = async (who: string, brief: string, channel = 'notes'): Promise<RunState> => {
    const opened = await intend(who, { kind: 'command', verb: 'run', rest: '' }, { channel });
    if (opened.kind !== 'form') throw new Error(`no form: ${JSON.stringify(opened)}`);
    const { token } = opened.form;
    const values = { brief, mode: 'checkpoint', budget_usd: '' };
    const reply = await intend(who, { kind: 'submit', token, values, on: null }, { channel });
    const [run] = await stores.views.runs(channel, 'active', 1);
    const state = run && (await stores.runs.find(run.id));
    if (!state) throw new Error(`nothing was started: ${JSON.stringify(reply)}`);
    return state;
  };

  const held = (state: RunState) => ({
    attemptId: state.attempts.at(-1)?.id ?? '',
    token: 't',
    epoch: state.run.epoch,
  });
  const claim = async (runId: string) => {
    const state = await stores.runs.find(runId);
    if (!state) throw new Error(`no run ${runId}`);
    const mine = held(state);
    await work(runId, { kind: 'claim', ...mine, worker: 'w', until: new Date(Date.now() + 60_000) });
    await work(runId, { kind: 'begin_step', ...mine, estimate: noCost });
    return mine;
  };
  const finish = async (runId: string, text: string): Promise<RunState> => {
    const output = { text, rehearsal: true, remark: null };
    return work(runId, { kind: 'finish', ...(await claim(runId)), output, cost: noCost });
  };

  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    link: (person: string) => createSignInLink(store, person),
    stores,
    sql: client.sql,
    /** Where the console shows what, by id. */
    places,
    /** The threads on other platforms, by run. */
    elsewhere,
    store,
    intend,
    knock,
    linking,
    started,
    claim,
    finish,
    work,
    /** A run at its first gate, with the gate. */
    gated: async (
      brief: string,
      { text = `${brief}: a draft.`, who = 'mara', channel = 'notes' } = {},
    ): Promise<Ask> => {
      const { run } = await started(who, brief, channel);
      const [gate] = (await finish(run.id, text)).asks;
      if (!gate) throw new Error('no gate');
      return gate;
    },
    /** A run that stopped itself. */
    blocked: async (brief: string): Promise<Ask> => {
      const { run } = await started('mara', brief);
      const failure = { error: 'It fell over.', reason: 'stage_failed', passing: false, certain: true } as const;
      const [blocker] = (await work(run.id, { kind: 'fail', ...(await claim(run.id)), ...failure, cost: noCost })).asks;
      if (!blocker) throw new Error('no blocker');
      return blocker;
    },
    /** Somebody changes the text that a gate asks about. */
    edit: async (runId: string, text: string, who = 'jon'): Promise<void> => {
      const token = encodeForm({ form: 'edit', runId, artifact: 'notes', base: 1 });
      const reply = await intend(who, { kind: 'submit', token, values: { text }, on: null });
      if (reply.kind !== 'told') throw new Error(`not edited: ${JSON.stringify(reply)}`);
    },
    answer: (who: string, ask: Ask, choice: 'approve' | 'reject', words = ''): Promise<Reply> => {
      const token = { askId: ask.id, revision: ask.revision, choice };
      if (words === '') {
        const press = encodePress({ press: 'answer', ...token });
        return intend(who, { kind: 'press', token: press, on: null, confirmed: false });
      }
      return intend(who, {
        kind: 'submit',
        token: encodeForm({ form: 'answer', ...token }),
        values: { words },
        on: null,
      });
    },
    /** Its open questions end with it. */
    cancel: async (runId: string): Promise<Reply> => {
      const epoch = (await stores.runs.find(runId))?.run.epoch ?? 0;
      const token = encodePress({ press: 'command', runId, epoch, verb: 'cancel' });
      return intend('mara', { kind: 'press', token, on: null, confirmed: true });
    },
    /** Another story begins: what is insert-only goes only where triggers don't look. */
    wipe: () =>
      client.sql.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx`truncate runs cascade`;
      }),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await hints.end();
      await client.close();
    },
  };
}

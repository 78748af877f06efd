import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import postgres, { type Sql } from 'postgres';
import { createBodies } from '../db/bodies.ts';
import { connect } from '../db/client.ts';
import { consoleStore } from '../db/console.ts';
import { createLinks } from '../db/links.ts';
import { createPeople } from '../db/people.ts';
import { createPostings } from '../db/postings.ts';
import { createProjects } from '../db/projects.ts';
import { createRefresh } from '../db/refresh.ts';
import { createRefusals } from '../db/refusals.ts';
import { createRuns } from '../db/runs.ts';
import { createViews } from '../db/views.ts';
import { createSignInLink } from '../src/bots/console/sign-in/link.ts';
import { encodeForm, encodePress, forOnly } from '../src/core/cards/token.ts';
import type { Door, Intent, Reply } from '../src/core/intent.ts';
import { createDoor } from '../src/intents/door.ts';
import { formAction, runId } from '../src/intents/ids.ts';
import { createDispatch } from '../src/jobs/dispatch.ts';
import { openQueues } from '../src/jobs/queue.ts';
import { surfaceLookup } from '../src/jobs/routes.ts';
import { shippedSettings as settings } from '../src/jobs/settings.ts';
import type { Gate } from './console.ts';
import type { Engine } from './engines.ts';

const visitor = { account: { surface: 'console', team: 'local', user: 'owner' } } as const;
const where = { surface: 'console', channel: 'bench', thread: null } as const;

/** The door in this process, over the same stores and queues as the program's, and questions of our own to the database. */
export interface Room {
  sql: Sql;
  /** How many of those there were. */
  looks: () => number;
  /** Sends off the form that starts a run; returns its id. */
  startRun(): Promise<string>;
  /** Presses Approve as from a private card, which needs no posting. */
  approve(ask: Pick<Gate, 'askId' | 'revision'>): Promise<void>;
  /** Gates whose card can be clicked, oldest first. */
  gates(limit: number): Promise<Gate[]>;
  /** Resolves when nothing is due and nobody is at work. */
  quiet(within?: number): Promise<void>;
  /** The path of a fresh sign-in link. */
  link(): Promise<string>;
  close(): Promise<void>;
}

export async function openRoom(engine: Engine): Promise<Room> {
  const log = pino({ level: 'warn' }, pino.destination(2));
  const url = engine.url();
  const client = connect(url);
  const queues = await openQueues({ redisUrl: engine.redisUrl, databaseUrl: url, prefix: 'wheelhouse', settings, log });
  const postings = createPostings(client);
  const projects = createProjects(client);
  const links = createLinks(client);
  const dispatch = createDispatch({ queues, surfaceOf: surfaceLookup(postings), settings, log });
  const door = createDoor({
    runs: createRuns(client, { onCommitted: dispatch, onError: (error) => log.warn({ err: error }, 'after a commit') }),
    bodies: createBodies(client),
    projects,
    views: createViews(client),
    postings,
    people: createPeople({ projects, links, groups: { slack: null, discord: null } }),
    links,
    refusals: createRefusals(client),
    modelOf: () => ({ name: 'rehearsal', priced: true, rehearses: true }),
    refresh: createRefresh(client, dispatch),
    log,
  });
  let looks = 0;
  const count = (): void => void (looks += 1);
  const sql = postgres(url, { max: 2, fetch_types: false, onnotice: () => undefined, debug: count });
  return {
    sql,
    looks: () => looks,
    startRun: () => startRun(door),
    approve: (ask) => approve(door, ask),
    gates: (limit) => findGates(sql, limit),
    quiet: (within = 180_000) => untilQuiet(sql, within),
    link: () => createSignInLink(consoleStore(client), visitor.account.user),
    close: async () => {
      await Promise.all([queues.close(), client.close(), sql.end({ timeout: 5 })]);
    },
  };
}

async function knock(door: Door, intent: Intent): Promise<Reply> {
  const delivery = `bench:${randomBytes(12).toString('hex')}`;
  const reply = await door(intent, { ...visitor, where, delivery, source: 'console_form', at: new Date() });
  if (reply.kind === 'refused' || reply.kind === 'form') throw new Error(`The door said ${JSON.stringify(reply)}`);
  return reply;
}

async function startRun(door: Door): Promise<string> {
  const actionId = randomBytes(9).toString('base64url');
  const token = encodeForm({ form: 'run', actionId, projectId: 'bench', pipelineId: 'five' });
  await knock(door, {
    kind: 'submit',
    token,
    values: { brief: 'A run of the benchmark', mode: 'autonomous' },
    on: null,
  });
  return runId('bench', formAction('bench', actionId));
}

async function approve(door: Door, { askId, revision }: Pick<Gate, 'askId' | 'revision'>): Promise<void> {
  const token = forOnly('owner', encodePress({ press: 'answer', askId, revision, choice: 'approve' }));
  const on = { channel: 'bench', thread: null, message: '' };
  await knock(door, { kind: 'press', token, on, confirmed: false });
}

async function findGates(sql: Sql, limit: number): Promise<Gate[]> {
  const rows = await sql<Gate[]>`
    select a.run_id as "runId", a.id as "askId", a.revision, a.version, p.ref_thread as thread, p.ref_message as message
    from asks a join postings p on p.subject_kind = 'ask' and p.subject_id = a.id
    where a.status = 'open' and p.ref_message is not null order by a.opened_at, a.id limit ${limit}`;
  return [...rows];
}

/** Milliseconds between two looks. */
const look = 15;

async function untilQuiet(sql: Sql, within: number): Promise<void> {
  const deadline = performance.now() + within;
  for (;;) {
    const [row] = await sql<{ busy: boolean }[]>`
      select exists (select from outbox where done_at is null)
        or exists (select from attempts where lease_until is not null) as busy`;
    if (row?.busy === false) return;
    if (performance.now() > deadline) throw new Error(`It was not quiet within ${within / 1000} s.`);
    await sleep(look);
  }
}

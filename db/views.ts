import { and, asc, count, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { RunView, Views } from '../src/core/ports.ts';
import type { Message } from '../src/core/steering/message.ts';
import type { Client, DbTransaction } from './client.ts';
import { explained } from './error.ts';
import { fromJson, send, type Json } from './json.ts';
import { known, type OnLeftOut, readable } from './left-out.ts';
import { aheadOf } from './lease-clock.ts';
import type { Pool } from './pool.ts';
import { toAsk } from './rows/ask.ts';
import { toEntry } from './rows/entry.ts';
import { toMessage } from './rows/message.ts';
import { toRun } from './rows/run.ts';
import { Definitions } from './run/definitions.ts';
import { readAsks, readAttempts, readMessages, readState, type MessageRows, type StateRow } from './run/load.ts';
import { viewOfRun } from './run/state-query.ts';
import { bodies } from './schema/artifacts.ts';
import { answers, asks } from './schema/asks.ts';
import { grants } from './schema/attempts.ts';
import { ledger } from './schema/ledger.ts';
import { messages } from './schema/messages.ts';
import { runs } from './schema/runs.ts';

/** How many chunks of live output, from the end of an attempt, a card or page may show. */
const tailChunks = 200;

/**
 * Reads what cards and pages are drawn from: committed state, from one instant. Throws for a single thing that a newer program wrote; lists
 * leave such things out.
 */
export function createViews({ db, pool }: Client, onLeftOut: OnLeftOut = () => undefined): Views {
  const definitions = new Definitions();
  // All statements read from one snapshot, so that what is shown together belongs together.
  const consistently = <T>(read: (tx: DbTransaction) => Promise<T>): Promise<T> =>
    explained(db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' }));

  return {
    run: (runId) => explained(readRunView(pool, runId, definitions)),

    ask: async (askId) => {
      const [found] = await explained(send<AskRow>(pool, viewOfAsk, askId));
      if (!found) return null;
      const [ask] = readAsks([found.ask], found.answers);
      const run = fromJson(runs, found.run);
      const definition = await explained(definitions.of(pool, run));
      return ask ? { ask, run: toRun(run), definition } : null;
    },

    message: async (messageId) => {
      const [found] = await explained(
        db
          .select()
          .from(messages)
          .innerJoin(bodies, eq(bodies.digest, messages.digest))
          .innerJoin(runs, eq(runs.id, messages.runId))
          .where(eq(messages.id, messageId)),
      );
      if (!found) return null;
      const run = toRun(known(runs, found.runs));
      const definition = await explained(definitions.of(pool, found.runs));
      return { message: toMessage(known(messages, found.messages), found.bodies), run, definition };
    },

    async saidAt({ surface, channel, message }) {
      const there = and(
        eq(messages.sourceSurface, surface),
        eq(messages.sourceChannel, channel),
        eq(messages.sourceMessage, message),
      );
      const found = db.select().from(messages).innerJoin(bodies, eq(bodies.digest, messages.digest)).where(there);
      return inLine((await explained(found)).map((row) => toMessage(known(messages, row.messages), row.bodies)));
    },

    async runs(projectId, only, limit) {
      const ofProject = eq(runs.projectId, projectId);
      const where = only === 'active' ? and(ofProject, isNull(runs.endedAt)) : ofProject;
      const query = db.select().from(runs).where(where).orderBy(desc(runs.startedAt), desc(runs.id)).limit(limit);
      return readable(await explained(query), (row) => toRun(known(runs, row)), onLeftOut);
    },

    async countActive(projectId) {
      const active = and(eq(runs.projectId, projectId), isNull(runs.endedAt));
      const [row] = await explained(db.select({ active: count() }).from(runs).where(active));
      return row?.active ?? 0;
    },

    openAsks: (projectIds, limit) =>
      consistently(async (tx) => {
        const open = and(inArray(asks.projectId, [...projectIds]), eq(asks.status, 'open'));
        const rows = await tx.select().from(asks).where(open).orderBy(asc(asks.openedAt), asc(asks.id)).limit(limit);
        const ids = rows.map(({ id }) => id);
        const answered = await tx.select().from(answers).where(inArray(answers.askId, ids)).orderBy(asc(answers.at));
        return readable(rows, (row) => toAsk(known(asks, row), answered), onLeftOut);
      }),

    async grants(projectId, at, limit) {
      const rows = await explained(send<GrantRow>(pool, grantsInForce, projectId, at.toISOString(), limit));
      const found = readable(rows, readGrant, onLeftOut).map(async ({ grant, run }) => {
        return { grant, run: toRun(run), definition: await definitions.of(pool, run) };
      });
      return explained(Promise.all(found));
    },

    async activity(runId, limit) {
      const newest = db.select().from(ledger).where(eq(ledger.runId, runId)).orderBy(desc(ledger.ordinal)).limit(limit);
      return readable(await explained(newest), (row) => toEntry(known(ledger, row)), onLeftOut).reverse();
    },
  };
}

/** Sorts messages so that each comes behind the one that it replaces; their times may be equal. */
function inLine(said: readonly Message[], after: string | null = null): Message[] {
  const next = said.find(({ replaces }) => replaces === after);
  return next ? [next, ...inLine(said, next.id)] : [];
}

/** One statement: one round trip, and everything from the same instant. */
const viewOfAsk = `
  select row_to_json(a) as ask, row_to_json(r) as run,
    (select json_agg(x order by x.at, x.id) from answers x where x.ask_id = a.id) as answers
  from asks a join runs r on r.id = a.run_id where a.id = $1`;

type AskRow = { ask: Json; run: Json; answers: Json[] | null };

/** Two queries, so that each can use an index. The run of a permission for a whole pipeline is the one in which it was given. */
const grantsInForce = `
  select row_to_json(g) as grant, row_to_json(r) as run from (
    select g.*, r.id as given_in from runs r join grants g on g.run_id = r.id
    where r.project_id = $1 and r.ended_at is null
    union all
    select g.*, a.run_id as given_in from grants g join asks a on a.id = g.ask_id
    where g.project_id = $1 and g.run_id is null
  ) g join runs r on r.id = g.given_in
  where g.revoked_at is null and (g.expires_at is null or g.expires_at > $2::timestamptz)
  order by g.at desc, g.id limit $3::int`;

type GrantRow = { grant: Json; run: Json };

const readGrant = (row: GrantRow) => ({ grant: fromJson(grants, row.grant), run: fromJson(runs, row.run) });

type ViewRow = StateRow & {
  allAttempts: Json[] | null;
  allAsks: Json[] | null;
  allAnswers: Json[] | null;
  allMessages: MessageRows;
  outputTail: string | null;
};

async function readRunView(pool: Pool, runId: string, definitions: Definitions): Promise<RunView | null> {
  const ours = Date.now();
  const [row] = await send<ViewRow>(pool, viewOfRun, runId, tailChunks);
  const state = await readState(pool, row, { definitions, ours });
  if (!row || !state) return null;
  return {
    state,
    attempts: readAttempts(row.allAttempts, aheadOf(ours, row.now)),
    asks: readAsks(row.allAsks, row.allAnswers),
    messages: readMessages(row.allMessages),
    outputTail: row.outputTail ?? '',
  };
}

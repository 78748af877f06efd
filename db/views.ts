import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { RunView, Views } from '../src/core/ports.ts';
import type { Client, Tx } from './client.ts';
import { explained } from './error.ts';
import { toAsk } from './rows/ask.ts';
import { toAttempt } from './rows/attempt.ts';
import { toEntry } from './rows/entry.ts';
import { toMessage } from './rows/message.ts';
import { toRun } from './rows/run.ts';
import { Definitions } from './run/definitions.ts';
import { loadState, readConsistently } from './run/load.ts';
import { bodies } from './schema/artifacts.ts';
import { answers, asks } from './schema/asks.ts';
import { attempts, outputs } from './schema/attempts.ts';
import { ledger } from './schema/ledger.ts';
import { messages } from './schema/messages.ts';
import { runs } from './schema/runs.ts';

/** Chunks of live output at the end of an attempt that a card or page may show. */
const tailChunks = 200;

/** What cards and pages are drawn from: committed truth, of one instant. */
export function createViews({ db }: Client): Views {
  const definitions = new Definitions();
  const consistently = <T>(read: (tx: Tx) => Promise<T>): Promise<T> => explained(readConsistently(db, read));

  return {
    run: (runId) => consistently((tx) => readRunView(tx, runId, definitions)),

    ask: (askId) =>
      consistently(async (tx) => {
        const [[found], answered] = await Promise.all([
          tx.select().from(asks).innerJoin(runs, eq(runs.id, asks.runId)).where(eq(asks.id, askId)),
          tx.select().from(answers).where(eq(answers.askId, askId)).orderBy(asc(answers.at), asc(answers.id)),
        ]);
        if (!found) return null;
        const definition = await definitions.get(tx, found.runs.definitionDigest);
        return { ask: toAsk(found.asks, answered), run: toRun(found.runs), definition };
      }),

    message: (messageId) =>
      consistently(async (tx) => {
        const [found] = await tx
          .select()
          .from(messages)
          .innerJoin(bodies, eq(bodies.digest, messages.digest))
          .innerJoin(runs, eq(runs.id, messages.runId))
          .where(eq(messages.id, messageId));
        if (!found) return null;
        const definition = await definitions.get(tx, found.runs.definitionDigest);
        return { message: toMessage(found.messages, found.bodies), run: toRun(found.runs), definition };
      }),

    async runs(projectId, only, limit) {
      const ofProject = eq(runs.projectId, projectId);
      const where = only === 'active' ? and(ofProject, isNull(runs.endedAt)) : ofProject;
      const query = db.select().from(runs).where(where).orderBy(desc(runs.startedAt), desc(runs.id)).limit(limit);
      return (await explained(query)).map(toRun);
    },

    openAsks: (projectIds, limit) =>
      consistently(async (tx) => {
        const open = and(inArray(asks.projectId, [...projectIds]), eq(asks.status, 'open'));
        const rows = await tx.select().from(asks).where(open).orderBy(asc(asks.openedAt), asc(asks.id)).limit(limit);
        const ids = rows.map(({ id }) => id);
        const answered = await tx.select().from(answers).where(inArray(answers.askId, ids)).orderBy(asc(answers.at));
        return rows.map((row) => toAsk(row, answered));
      }),

    async activity(runId, limit) {
      const newest = db.select().from(ledger).where(eq(ledger.runId, runId)).orderBy(desc(ledger.ordinal)).limit(limit);
      return (await explained(newest)).map(toEntry).reverse();
    },
  };
}

async function readRunView(tx: Tx, runId: string, definitions: Definitions): Promise<RunView | null> {
  const [row] = await tx.select().from(runs).where(eq(runs.id, runId));
  if (!row) return null;
  const [state, attemptRows, askRows, answered, said] = await Promise.all([
    loadState(tx, row, definitions, false),
    tx.select().from(attempts).where(eq(attempts.runId, runId)).orderBy(asc(attempts.number)),
    tx.select().from(asks).where(eq(asks.runId, runId)).orderBy(asc(asks.openedAt), asc(asks.id)),
    tx
      .select({ answer: answers })
      .from(answers)
      .innerJoin(asks, eq(asks.id, answers.askId))
      .where(eq(asks.runId, runId))
      .orderBy(asc(answers.at), asc(answers.id)),
    tx
      .select({ message: messages, body: bodies })
      .from(messages)
      .innerJoin(bodies, eq(bodies.digest, messages.digest))
      .where(eq(messages.runId, runId))
      .orderBy(asc(messages.at), asc(messages.id)),
  ]);
  const allAnswers = answered.map(({ answer }) => answer);
  return {
    state,
    attempts: attemptRows.map(toAttempt),
    asks: askRows.map((ask) => toAsk(ask, allAnswers)),
    messages: said.map(({ message, body }) => toMessage(message, body)),
    outputTail: await readOutputTail(tx, attemptRows.at(-1)?.id),
  };
}

async function readOutputTail(tx: Tx, attemptId: string | undefined): Promise<string> {
  if (attemptId === undefined) return '';
  const newest = await tx
    .select({ text: outputs.text })
    .from(outputs)
    .where(eq(outputs.attemptId, attemptId))
    .orderBy(desc(outputs.sequence))
    .limit(tailChunks);
  return newest
    .map(({ text }) => text)
    .reverse()
    .join('');
}

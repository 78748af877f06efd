import { and, asc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Artifact } from '../../src/core/artifact/version.ts';
import type { Ask } from '../../src/core/ask/ask.ts';
import type { Definition, RunState } from '../../src/core/run/state.ts';
import type { Attempt, Checkpoint } from '../../src/core/run/run.ts';
import type { Message } from '../../src/core/steering/message.ts';
import type { Db, Tx } from '../client.ts';
import { toArtifact } from '../rows/artifact.ts';
import { toAsk } from '../rows/ask.ts';
import { toAttempt, toCheckpoint } from '../rows/attempt.ts';
import { toMessage } from '../rows/message.ts';
import { toRun } from '../rows/run.ts';
import { artifacts, bodies, versions } from '../schema/artifacts.ts';
import { answers, asks } from '../schema/asks.ts';
import { attempts, checkpoints } from '../schema/attempts.ts';
import { messages } from '../schema/messages.ts';
import { runs } from '../schema/runs.ts';
import type { Definitions } from './definitions.ts';

/**
 * The run's row is locked by a statement of its own: one that waits for a lock and reads other tables too would read
 * those as they were before it waited.
 */
export async function lockRun(tx: Tx, runId: string): Promise<typeof runs.$inferSelect | undefined> {
  const [row] = await tx.select().from(runs).where(eq(runs.id, runId)).for('no key update');
  return row;
}

/** As it stood at one instant: nothing is locked, nothing is waited for. */
export function findState(db: Db, runId: string, definitions: Definitions): Promise<RunState | null> {
  return readConsistently(db, async (tx) => {
    const [row] = await tx.select().from(runs).where(eq(runs.id, runId));
    return row ? loadState(tx, row, definitions, false) : null;
  });
}

/** All statements of one snapshot see the same instant; what is read never belongs to two of them. */
export const readConsistently = <T>(db: Db, read: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' });

/** Everything beside the run's row, sent in one go on the transaction's connection. */
export async function loadState(
  tx: Tx,
  row: typeof runs.$inferSelect,
  definitions: Definitions,
  locks: boolean,
): Promise<RunState> {
  const [definition, liveAttempts, openAsks, checkpointsOfRun, allArtifacts, messagesInHand] = await Promise.all([
    definitions.get(tx, row.definitionDigest),
    loadAttempts(tx, row.id, locks),
    loadAsks(tx, row.id),
    loadCheckpoints(tx, row.id),
    loadArtifacts(tx, row),
    loadMessages(tx, row.id),
  ]);
  return {
    run: toRun(row),
    definition,
    attempts: liveAttempts,
    asks: openAsks,
    checkpoints: checkpointsOfRun,
    artifacts: allArtifacts.filter((artifact) => artifact.runId !== null || names(definition).has(artifact.name)),
    messages: messagesInHand,
    lastSteerer: row.lastSteerer,
    lastEditor: row.lastEditor,
  };
}

const names = (definition: Definition): Set<string> =>
  new Set(definition.pipeline.stages.flatMap((stage) => [stage.makes, ...stage.needs]));

const live = ['queued', 'running', 'parked'] as const;

/** Locked where they may be written back: a lease that is renewed beside the run's lock must not be lost. */
async function loadAttempts(tx: Tx, runId: string, locks: boolean): Promise<Attempt[]> {
  const newest = sql`(select max(number) from attempts newest where newest.run_id = ${runId})`;
  const query = tx
    .select()
    .from(attempts)
    .where(
      and(
        eq(attempts.runId, runId),
        or(inArray(attempts.status, live), isNotNull(attempts.leaseToken), eq(attempts.number, newest)),
      ),
    )
    .orderBy(asc(attempts.number));
  const rows = await (locks ? query.for('no key update') : query);
  return rows.map(toAttempt);
}

async function loadAsks(tx: Tx, runId: string): Promise<Ask[]> {
  const open = and(eq(asks.runId, runId), eq(asks.status, 'open'));
  const [rows, answered] = await Promise.all([
    tx.select().from(asks).where(open).orderBy(asc(asks.openedAt), asc(asks.id)),
    tx
      .select({ answer: answers })
      .from(answers)
      .innerJoin(asks, and(eq(asks.id, answers.askId), eq(asks.revision, answers.revision)))
      .where(open)
      .orderBy(asc(answers.at), asc(answers.id)),
  ]);
  return rows.map((ask) =>
    toAsk(
      ask,
      answered.map(({ answer }) => answer),
    ),
  );
}

async function loadCheckpoints(tx: Tx, runId: string): Promise<Checkpoint[]> {
  const rows = await tx.select().from(checkpoints).where(eq(checkpoints.runId, runId)).orderBy(asc(checkpoints.number));
  return rows.map(toCheckpoint);
}

/** A project has few artifacts of its own; which of them the stages name is known once the definition is read. */
async function loadArtifacts(tx: Tx, run: { id: string; projectId: string }): Promise<Artifact[]> {
  const rows = await tx
    .select({ artifact: artifacts, canon: versions })
    .from(artifacts)
    .leftJoin(versions, and(eq(versions.artifactId, artifacts.id), eq(versions.number, artifacts.canon)))
    .where(and(eq(artifacts.projectId, run.projectId), or(eq(artifacts.runId, run.id), isNull(artifacts.runId))))
    .orderBy(asc(artifacts.name));
  return rows.map(({ artifact, canon }) => toArtifact(artifact, canon));
}

async function loadMessages(tx: Tx, runId: string): Promise<Message[]> {
  const rows = await tx
    .select({ message: messages, body: bodies })
    .from(messages)
    .innerJoin(bodies, eq(bodies.digest, messages.digest))
    .leftJoin(attempts, eq(attempts.id, messages.deliveredTo))
    .where(
      and(
        eq(messages.runId, runId),
        or(eq(messages.status, 'queued'), and(eq(messages.status, 'delivered'), inArray(attempts.status, live))),
      ),
    )
    .orderBy(asc(messages.at), asc(messages.id));
  return rows.map(({ message, body }) => toMessage(message, body));
}

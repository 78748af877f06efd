import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Artifact } from '../../src/core/artifact/version.ts';
import type { Ask } from '../../src/core/ask/ask.ts';
import type { Attempt } from '../../src/core/run/run.ts';
import type { Decision, RunState } from '../../src/core/run/state.ts';
import type { Message } from '../../src/core/steering/message.ts';
import type { Tx } from '../client.ts';
import { fromArtifact, fromVersion } from '../rows/artifact.ts';
import { fromAnswer, fromAsk } from '../rows/ask.ts';
import { fromAttempt, fromCheckpoint } from '../rows/attempt.ts';
import { fromEntry } from '../rows/entry.ts';
import { fromMessage } from '../rows/message.ts';
import { artifacts, bodies, versions } from '../schema/artifacts.ts';
import { answers, asks } from '../schema/asks.ts';
import { attempts, checkpoints } from '../schema/attempts.ts';
import { ledger } from '../schema/ledger.ts';
import { messages } from '../schema/messages.ts';
import { Outdated } from './outdated.ts';
import { unsent, type Statement } from './statement.ts';

/** What a decision starts from: the loaded state, or nothing for a run that is being created. */
export type Before = Pick<RunState, 'attempts' | 'asks' | 'checkpoints' | 'artifacts' | 'messages'>;
export const nothing: Before = { attempts: [], asks: [], checkpoints: [], artifacts: [], messages: [] };

const fresh = <T>(before: readonly T[], now: readonly T[]): T[] => now.filter((item) => !before.includes(item));

/** The statements that bring everything beside the run's row from `before` to what was decided. */
export function writeChanges(tx: Tx, before: Before, decision: Decision): Statement[] {
  const { state, settled } = decision;
  const said = [...fresh(before.messages, state.messages), ...decision.said];
  const changedAsks = [...settled, ...fresh(before.asks, state.asks)];
  return [
    ...writeBodies(tx, decision, said),
    ...fresh(before.attempts, state.attempts).map((attempt) => writeAttempt(tx, attempt)),
    ...changedArtifacts(before, decision)
      .filter((artifact) => !isShared(artifact))
      .map((artifact) => unsent(() => writeArtifact(tx, before, artifact))),
    ...decision.versions.map((version) => tx.insert(versions).values(fromVersion(version))),
    ...fresh(before.checkpoints, state.checkpoints).map((checkpoint) =>
      tx.insert(checkpoints).values(fromCheckpoint(state.run.id, checkpoint)),
    ),
    ...changedAsks.flatMap((ask) => writeAsk(tx, before, ask)),
    ...said.map((message) => writeMessage(tx, message)),
    ...(decision.entries.length > 0 ? [tx.insert(ledger).values(decision.entries.map(fromEntry))] : []),
  ];
}

const changedArtifacts = (before: Before, { state }: Decision): Artifact[] => fresh(before.artifacts, state.artifacts);
const isShared = (artifact: Artifact): boolean => artifact.runId === null;

/** The artifacts that the run's lock does not cover, before anything that refers to them: two runs may want the same one. */
export async function claimShared(tx: Tx, before: Before, decision: Decision): Promise<void> {
  for (const artifact of changedArtifacts(before, decision).filter(isShared)) {
    await writeArtifact(tx, before, artifact);
  }
}

/** A text that was redacted stays so, even where the same words come again. */
function writeBodies(tx: Tx, decision: Decision, said: Message[]): Statement[] {
  const all = [...decision.bodies, ...said.map((message) => fromMessage(message).body)];
  const unique = [...new Map(all.map((body) => [body.digest, body])).values()];
  return unique.length > 0 ? [tx.insert(bodies).values(unique).onConflictDoNothing()] : [];
}

function writeAttempt(tx: Tx, attempt: Attempt): Statement {
  const row = fromAttempt(attempt);
  const { id: _id, runId: _runId, number: _number, ...changing } = row;
  return tx.insert(attempts).values(row).onConflictDoUpdate({ target: attempts.id, set: changing });
}

/** A compare-and-set on what was seen. */
async function writeArtifact(tx: Tx, before: Before, artifact: Artifact): Promise<void> {
  const row = fromArtifact(artifact);
  const seen = before.artifacts.find(({ id }) => id === artifact.id);
  const written = seen
    ? await tx
        .update(artifacts)
        .set({ canon: row.canon, latest: row.latest, lastRunId: row.lastRunId })
        .where(and(eq(artifacts.id, row.id), eq(artifacts.latest, seen.latest), sameCanon(seen)))
        .returning({ id: artifacts.id })
    : await tx.insert(artifacts).values(row).onConflictDoNothing().returning({ id: artifacts.id });
  if (written.length === 0) throw new Outdated(`artifact ${artifact.name}`);
}

const sameCanon = (seen: Artifact) =>
  seen.canon === null ? isNull(artifacts.canon) : eq(artifacts.canon, seen.canon.number);

function writeAsk(tx: Tx, before: Before, ask: Ask): Statement[] {
  const row = fromAsk(ask);
  const { id: _id, projectId: _project, runId: _run, kind: _kind, openedAt: _opened, ...changing } = row;
  const known = new Set(before.asks.find(({ id }) => id === ask.id)?.answers.map(({ id }) => id));
  return [
    tx.insert(asks).values(row).onConflictDoUpdate({ target: asks.id, set: changing }),
    ...ask.answers
      .filter(({ id }) => !known.has(id))
      .map((answer) => tx.insert(answers).values(fromAnswer(ask.id, answer))),
  ];
}

function writeMessage(tx: Tx, message: Message): Statement {
  const { row } = fromMessage(message);
  const set = { status: sql`excluded.status`, deliveredTo: sql`excluded.delivered_to` };
  return tx.insert(messages).values(row).onConflictDoUpdate({ target: messages.id, set });
}

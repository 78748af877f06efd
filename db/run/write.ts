import type { PgTable } from 'drizzle-orm/pg-core';
import type { InferInsertModel } from 'drizzle-orm';
import type { Artifact } from '../../src/core/artifact/version.ts';
import type { Ask } from '../../src/core/ask/ask.ts';
import type { Decision, RunState } from '../../src/core/run/state.ts';
import type { Sender } from '../pool.ts';
import { send, type RowStatement } from '../json.ts';
import { fromArtifact, fromVersion } from '../rows/artifact.ts';
import { fromAnswer, fromAsk } from '../rows/ask.ts';
import { fromAttempt, fromCheckpoint } from '../rows/attempt.ts';
import { fromEntry } from '../rows/entry.ts';
import { fromMessage } from '../rows/message.ts';
import { Outdated } from './outdated.ts';
import * as statements from './statements.ts';

/** The state on which a decision was based: the loaded one, or `nothing` for a new run. */
export type Before = Pick<RunState, 'attempts' | 'asks' | 'checkpoints' | 'artifacts' | 'messages' | 'grants'>;
export const nothing = { attempts: [], asks: [], checkpoints: [], artifacts: [], messages: [], grants: [], ahead: 0 };

const fresh = <T>(before: readonly T[], now: readonly T[]): T[] => now.filter((item) => !before.includes(item));

/** Sends the statements that bring everything except the run's own row from `before` to what was decided. Rows come before those that refer to them. */
export function writeChanges(
  tx: Sender,
  { ahead, ...before }: Before & { ahead: number },
  decision: Decision,
): Promise<unknown>[] {
  const put = <T extends PgTable>(statement: RowStatement<T>, rows: InferInsertModel<T>[]): Promise<unknown>[] =>
    rows.length > 0 ? [send(tx, statement.text, statement.toParameter(rows))] : [];
  const { state } = decision;
  const said = [...fresh(before.messages, state.messages), ...decision.said].map(fromMessage);
  const texts = [...decision.bodies, ...said.map(({ body }) => body)];
  const asks = [...decision.settled, ...fresh(before.asks, state.asks)];
  const checkpoints = fresh(before.checkpoints, state.checkpoints);
  return [
    ...put(statements.insertBodies, texts),
    ...put(
      statements.putAttempts,
      fresh(before.attempts, state.attempts).map((attempt) => fromAttempt(attempt, ahead)),
    ),
    ...put(statements.insertTurns, decision.turns),
    ...put(statements.putGrants, fresh(before.grants, state.grants)),
    ...ownArtifacts(before, decision).map((artifact) => writeArtifact(tx, before, artifact)),
    ...put(statements.insertVersions, decision.versions.map(fromVersion)),
    ...put(
      statements.insertCheckpoints,
      checkpoints.map((checkpoint) => fromCheckpoint(state.run.id, checkpoint)),
    ),
    ...put(statements.putAsks, asks.map(fromAsk)),
    ...put(
      statements.insertAnswers,
      asks.flatMap((ask) => newAnswers(before, ask)),
    ),
    ...put(
      statements.putMessages,
      said.map(({ row }) => row),
    ),
    ...put(statements.insertEntries, decision.entries.map(fromEntry)),
  ];
}

function newAnswers(before: Before, ask: Ask) {
  const known = before.asks.find(({ id }) => id === ask.id)?.answers.map(({ id }) => id) ?? [];
  return ask.answers.filter(({ id }) => !known.includes(id)).map((answer) => fromAnswer(ask.id, answer));
}

const isShared = (artifact: Artifact): boolean => artifact.runId === null;
const ownArtifacts = (before: Before, { state }: Decision): Artifact[] =>
  fresh(before.artifacts, state.artifacts).filter((artifact) => !isShared(artifact));

/** Writes artifacts of the project, before anything that refers to them. The run's lock does not cover them, so another run may change them at the same time. */
export async function claimShared(tx: Sender, before: Before, { state }: Decision): Promise<void> {
  for (const artifact of fresh(before.artifacts, state.artifacts).filter(isShared)) {
    await writeArtifact(tx, before, artifact);
  }
}

async function writeArtifact(tx: Sender, before: Before, artifact: Artifact): Promise<void> {
  const row = fromArtifact(artifact);
  const seen = before.artifacts.find(({ id }) => id === artifact.id);
  const { insertArtifact, updateArtifact } = statements;
  const written = seen
    ? send(tx, updateArtifact.text, updateArtifact.toParameter(row), seen.latest, seen.canon?.number ?? null)
    : send(tx, insertArtifact.text, insertArtifact.toParameter([row]));
  if ((await written).length === 0) throw new Outdated(`artifact ${artifact.name}`);
}

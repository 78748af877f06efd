import { artifactId } from '../../src/core/artifact/make.ts';
import type { Artifact } from '../../src/core/artifact/version.ts';
import type { Ask } from '../../src/core/ask/ask.ts';
import type { Attempt } from '../../src/core/run/run.ts';
import type { RunState } from '../../src/core/run/state.ts';
import type { Message } from '../../src/core/steering/message.ts';
import { fromJson, type Json } from '../json.ts';
import { aheadOf } from '../lease-clock.ts';
import type { Sender } from '../pool.ts';
import { toArtifact } from '../rows/artifact.ts';
import { toAsk } from '../rows/ask.ts';
import { toAttempt, toCheckpoint } from '../rows/attempt.ts';
import { toMessage } from '../rows/message.ts';
import { toRun } from '../rows/run.ts';
import { artifacts, bodies, versions } from '../schema/artifacts.ts';
import { answers, asks } from '../schema/asks.ts';
import { attempts, checkpoints, grants } from '../schema/attempts.ts';
import { messages } from '../schema/messages.ts';
import { runs } from '../schema/runs.ts';
import type { Definitions } from './definitions.ts';

type Rows = Json[] | null;

/** A row of `lockedState` or `plainState`. Postgres returns null for an empty list. */
export type StateRow = {
  /** What Postgres' clock showed. */
  now: string;
  run: Json | null;
  attempts: Rows;
  asks: Rows;
  answers: Rows;
  checkpoints: Rows;
  artifacts: { row: Json; canon: Json | null }[] | null;
  messages: MessageRows;
  grants: Rows;
};

export type MessageRows = { row: Json; body: Json }[] | null;

/** `ours`: what our clock showed before the row was asked for. */
export async function readState(
  on: Sender,
  row: StateRow | undefined,
  { definitions, ours }: { definitions: Definitions; ours: number },
): Promise<RunState | null> {
  if (!row?.run) return null;
  const run = fromJson(runs, row.run);
  const definition = await definitions.of(on, run);
  const ids = new Set(definition.pipeline.stages.map((stage) => artifactId(run, stage)));
  return {
    run: toRun(run),
    definition,
    attempts: readAttempts(row.attempts, aheadOf(ours, row.now)),
    asks: readAsks(row.asks, row.answers),
    checkpoints: (row.checkpoints ?? []).map((json) => toCheckpoint(fromJson(checkpoints, json))),
    artifacts: readArtifacts(row.artifacts).filter(({ id }) => ids.has(id)),
    messages: readMessages(row.messages),
    grants: (row.grants ?? []).map((json) => fromJson(grants, json)),
    lastSteerer: run.lastSteerer,
    lastEditor: run.lastEditor,
  };
}

export const readAttempts = (rows: Rows, ahead: number): Attempt[] =>
  (rows ?? []).map((json) => toAttempt(fromJson(attempts, json), ahead));

export function readAsks(rows: Rows, answered: Rows): Ask[] {
  const all = (answered ?? []).map((json) => fromJson(answers, json));
  return (rows ?? []).map((json) => toAsk(fromJson(asks, json), all));
}

const readArtifacts = (rows: StateRow['artifacts']): Artifact[] =>
  (rows ?? []).map(({ row, canon }) => toArtifact(fromJson(artifacts, row), canon && fromJson(versions, canon)));

export const readMessages = (rows: MessageRows): Message[] =>
  (rows ?? []).map(({ row, body }) => toMessage(fromJson(messages, row), fromJson(bodies, body)));

import { and, eq, sql } from 'drizzle-orm';
import type { Decide, DueEffect } from '../../src/core/ports.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';
import type { Decision, RunState } from '../../src/core/run/state.ts';
import type { Tx } from '../client.ts';
import { fromRun } from '../rows/run.ts';
import { deliveries } from '../schema/outbox.ts';
import { runs } from '../schema/runs.ts';
import type { Definitions } from './definitions.ts';
import { writeEffects } from './effects.ts';
import { loadState, lockRun } from './load.ts';
import { Outdated } from './outdated.ts';
import type { Scope } from './transact.ts';
import { claimShared, writeChanges } from './write.ts';

/** What a transaction came to: `written` is missing where there was nothing to write. */
export type Outcome = Refusal | { decision: Decision; written: { due: DueEffect[] } | null };

interface Asked {
  runId: string;
  decide: Decide;
  delivery: string | undefined;
}

/** Locks, loads, decides, writes. */
export async function change(scope: Scope<Outcome>, asked: Asked, definitions: Definitions): Promise<Outcome> {
  const { tx, undo } = scope;
  const [first, row] = await Promise.all([claimDelivery(tx, asked.delivery, asked.runId), lockRun(tx, asked.runId)]);
  if (!first) return undo({ refused: 'repeated' });
  if (!row) return undo({ refused: 'not_found', what: 'run', id: asked.runId });
  const before = await loadState(tx, row, definitions, true);
  const decision = asked.decide(before);
  if (isRefusal(decision)) return undo(decision);
  if (isEmpty(before, decision)) return undo({ decision, written: null });
  return write(scope, before, decision);
}

/** False when this delivery was acted upon; one that is being acted upon right now is waited for. */
export async function claimDelivery(tx: Tx, key: string | undefined, runId: string): Promise<boolean> {
  if (key === undefined) return true;
  const rows = await tx
    .insert(deliveries)
    .values({ key, runId })
    .onConflictDoNothing()
    .returning({ key: deliveries.key });
  return rows.length > 0;
}

const isEmpty = (before: RunState, { state, settled, versions, bodies, said, entries, effects }: Decision): boolean =>
  state === before && [settled, versions, bodies, said, entries, effects].every((list) => list.length === 0);

async function write({ tx, tag }: Scope<Outcome>, before: RunState, decided: Decision): Promise<Outcome> {
  const decision = raiseVersion(before, decided);
  const due: DueEffect[] = [];
  await claimShared(tx, before, decision);
  const [rows] = await Promise.all([
    updateRun(tx, before.run.version, decision),
    ...writeChanges(tx, before, decision),
    ...writeEffects(tx, decision, (rows) => due.push(...rows)),
  ]);
  const [updated] = rows;
  if (!updated) throw new Outdated(`run ${before.run.id}`);
  tag(updated.xid);
  return { decision, written: { due } };
}

/** Every write raises the version, also one that the rules had no reason to show on the run itself. */
function raiseVersion(before: RunState, decision: Decision): Decision {
  const { run } = decision.state;
  if (run.version > before.run.version) return decision;
  return { ...decision, state: { ...decision.state, run: { ...run, version: before.run.version + 1 } } };
}

/** The second fence after the row's lock: zero rows when the version is not the one that was decided upon. */
function updateRun(tx: Tx, version: number, { state, said }: Decision) {
  const summary = said.findLast((message) => message.kind === 'summary');
  return tx
    .update(runs)
    .set({
      ...fromRun(state.run),
      lastSteerer: state.lastSteerer,
      lastEditor: state.lastEditor,
      ...(summary && { runSummaryMessageId: summary.id }),
    })
    .where(and(eq(runs.id, state.run.id), eq(runs.version, version)))
    .returning({ xid: sql<string>`pg_current_xact_id()::text` });
}

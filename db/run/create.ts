import { eq, sql } from 'drizzle-orm';
import type { DueEffect } from '../../src/core/ports.ts';
import type { Refusal } from '../../src/core/refusal.ts';
import type { Decision, RunState } from '../../src/core/run/state.ts';
import type { Tx } from '../client.ts';
import { fromRun, fromTrigger } from '../rows/run.ts';
import { runs } from '../schema/runs.ts';
import { claimDelivery, type Outcome } from './change.ts';
import type { Definitions } from './definitions.ts';
import { writeEffects } from './effects.ts';
import type { Scope } from './transact.ts';
import { claimShared, nothing, writeChanges } from './write.ts';

interface Asked {
  decision: Decision;
  delivery: string | undefined;
}

/** Writes a new run whole. A trigger that is being used right now is waited for. */
export async function create(
  { tx, tag, undo }: Scope<Outcome>,
  { decision, delivery }: Asked,
  definitions: Definitions,
): Promise<Outcome> {
  const { run, definition } = decision.state;
  if (!(await claimDelivery(tx, delivery, run.id))) return undo({ refused: 'repeated' });
  const digest = await definitions.put(tx, definition);
  const [inserted] = await insertRun(tx, decision.state, digest);
  if (!inserted) return undo(await findUsed(tx, run.trigger.id));
  const due: DueEffect[] = [];
  await claimShared(tx, nothing, decision);
  await Promise.all([
    ...writeChanges(tx, nothing, decision),
    ...writeEffects(tx, decision, (rows) => due.push(...rows)),
  ]);
  tag(inserted.xid);
  return { decision, written: { due } };
}

function insertRun(tx: Tx, { run, lastSteerer, lastEditor }: RunState, definitionDigest: string) {
  const { id, projectId, pipelineId, trigger } = run;
  return tx
    .insert(runs)
    .values({
      ...{ id, projectId, pipelineId, definitionDigest, lastSteerer, lastEditor },
      ...fromRun(run),
      ...fromTrigger(trigger),
      // A reference to an attempt that is written after it; a new run has none.
      finished: null,
    })
    .onConflictDoNothing({ target: runs.triggerId })
    .returning({ xid: sql<string>`pg_current_xact_id()::text` });
}

async function findUsed(tx: Tx, triggerId: string): Promise<Refusal> {
  const [row] = await tx.select({ id: runs.id }).from(runs).where(eq(runs.triggerId, triggerId));
  if (!row) throw new Error(`bug-trigger-vanished: trigger ${triggerId} is used by no run`);
  return { refused: 'used_trigger', runId: row.id };
}

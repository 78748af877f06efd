import type { Refusal } from '../../src/core/refusal.ts';
import type { Decision } from '../../src/core/run/state.ts';
import type { Sender } from '../pool.ts';
import { send } from '../json.ts';
import { fromState } from '../rows/run.ts';
import type { Outcome } from './change.ts';
import type { Definitions } from './definitions.ts';
import { writeEffects } from './effects.ts';
import * as statements from './statements.ts';
import type { Scope } from './transact.ts';
import { claimShared, nothing, writeChanges } from './write.ts';

/** Writes a new run. If another transaction is just using the same trigger, waits for that one. */
export async function create(
  { tx, isFirst, undo }: Scope<Outcome>,
  decision: Decision,
  definitions: Definitions,
): Promise<Outcome> {
  const { run } = decision.state;
  if (!(await isFirst)) return undo({ refused: 'repeated' });
  const definitionDigest = await definitions.put(tx, decision.state.definition);
  const row = { ...fromState(decision.state), definitionDigest, outputs: 0 };
  const { text, toParameter } = statements.insertRun;
  const [inserted] = await send(tx, text, toParameter([row]));
  if (!inserted) return undo(await findUsed(tx, run.projectId, run.trigger.id));
  await claimShared(tx, nothing, decision);
  const changes = writeChanges(tx, nothing, decision);
  const [due] = await Promise.all([writeEffects(tx, null, decision), ...changes]);
  return { decision, due };
}

async function findUsed(tx: Sender, projectId: string, triggerId: string): Promise<Refusal> {
  const text = 'select id from runs where project_id = $1 and trigger_id = $2';
  const [row] = await send<{ id: string }>(tx, text, projectId, triggerId);
  if (!row) throw new Error(`bug-trigger-vanished: trigger ${triggerId} is used by no run of ${projectId}`);
  return { refused: 'used_trigger', runId: row.id };
}

import type { Decide, DueEffect } from '../../src/core/ports.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';
import type { Decision, RunState } from '../../src/core/run/state.ts';
import type { Sender } from '../pool.ts';
import { send } from '../json.ts';
import { aheadOf } from '../lease-clock.ts';
import { fromState } from '../rows/run.ts';
import type { Definitions } from './definitions.ts';
import { writeEffects } from './effects.ts';
import { readState, type StateRow } from './load.ts';
import { Outdated } from './outdated.ts';
import { lockedState, lockRun } from './state-query.ts';
import * as statements from './statements.ts';
import type { Scope } from './transact.ts';
import { claimShared, writeChanges } from './write.ts';

/** The result of a transaction: `due` is null if there was nothing to write. */
export type Outcome = Refusal | { decision: Decision; due: DueEffect[] | null };

interface Asked {
  runId: string;
  decide: Decide;
}

/**
 * Locks the run, loads its state, decides, and writes. Locking is a statement of its own: a statement that waits for a lock and also reads other
 * tables would read those as they were before it waited.
 */
export async function change(scope: Scope<Outcome>, asked: Asked, definitions: Definitions): Promise<Outcome> {
  const { tx, isFirst, undo } = scope;
  const ours = Date.now();
  const [first, , [row]] = await Promise.all([
    isFirst,
    send(tx, lockRun, asked.runId),
    send<StateRow>(tx, lockedState, asked.runId),
  ]);
  if (!first) return undo({ refused: 'repeated' });
  const before = await readState(tx, row, { definitions, ours });
  if (!row || !before) return undo({ refused: 'not_found', what: 'run', id: asked.runId });
  const decision = asked.decide(before);
  if (isRefusal(decision)) return undo(decision);
  if (isEmpty(before, decision)) return undo({ decision, due: null });
  return write(scope, { before, ahead: aheadOf(ours, row.now) }, decision);
}

const isEmpty = (
  before: RunState,
  { state, settled, versions, bodies, said, turns, entries, effects }: Decision,
): boolean =>
  state === before && [settled, versions, bodies, said, turns, entries, effects].every((list) => list.length === 0);

async function write(
  { tx }: Scope<Outcome>,
  { before, ahead }: { before: RunState; ahead: number },
  decided: Decision,
): Promise<Outcome> {
  const decision = raiseVersion(before, decided);
  await claimShared(tx, before, decision);
  const changes = writeChanges(tx, { ...before, ahead }, decision);
  const [[[updated]], due] = await Promise.all([
    updateRun(tx, before, decision),
    writeEffects(tx, before, decision),
    ...changes,
  ]);
  if (!updated) throw new Outdated(`run ${before.run.id}`);
  return { decision, due };
}

/** Every write raises the version, even if the rules changed nothing of the run itself. */
function raiseVersion(before: RunState, decision: Decision): Decision {
  const { run } = decision.state;
  if (run.version > before.run.version) return decision;
  return { ...decision, state: { ...decision.state, run: { ...run, version: before.run.version + 1 } } };
}

/** Updates the run's row, after everything to which it refers was written. */
function updateRun(tx: Sender, { run: { version } }: RunState, { state, said }: Decision) {
  const { text, toParameter } = statements.updateRun;
  const summary = said.findLast((message) => message.kind === 'summary');
  return Promise.all([
    send(tx, text, toParameter(fromState(state)), version),
    summary ? send(tx, statements.setSummary, state.run.id, summary.id) : null,
  ]);
}

import { and, eq, sql } from 'drizzle-orm';
import type { DueEffect, Runs } from '../src/core/ports.ts';
import { isRefusal, type Refusal } from '../src/core/refusal.ts';
import type { Decision } from '../src/core/run/state.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { send } from './json.ts';
import { decisionCommitted } from './diagnostics.ts';
import { Announcer } from './run/announce.ts';
import { change, type Outcome } from './run/change.ts';
import { create } from './run/create.ts';
import { Definitions } from './run/definitions.ts';
import { readState, type StateRow } from './run/load.ts';
import { appendOutput } from './run/output.ts';
import { plainState } from './run/state-query.ts';
import { taken } from './run/taken.ts';
import { transact, type Scope } from './run/transact.ts';
import { attempts } from './schema/attempts.ts';

/** Who is told after a commit; the store doesn't wait for them. */
export interface Listeners {
  /** Dispatches the effects that a committed decision made due. */
  onCommitted: (due: DueEffect[]) => void | Promise<void>;
  /** Something after the commit failed. The sweep makes up for it. */
  onError: (error: unknown) => void;
}

export function createRuns({ db, pool }: Client, { onCommitted, onError }: Listeners): Runs {
  const definitions = new Definitions();
  const announcer = new Announcer(db, onError);

  const tell = (runId: string, due: DueEffect[]): void => {
    announcer.announce(runId);
    if (due.length > 0) void Promise.resolve(due).then(onCommitted).catch(onError);
  };
  const conclude = (outcome: Outcome | null, delivery: string | undefined): Decision | Refusal => {
    if (outcome === null) return { refused: 'contended' };
    if (isRefusal(outcome)) return outcome;
    const runId = outcome.decision.state.run.id;
    if (decisionCommitted.hasSubscribers) decisionCommitted.publish({ runId, delivery });
    if (outcome.due) tell(runId, outcome.due);
    return outcome.decision;
  };

  return {
    async change(runId, decide, delivery) {
      const body = (scope: Scope<Outcome>) => change(scope, { runId, decide }, definitions);
      return conclude(await transact(pool, { runId, delivery, body }).catch(taken), delivery);
    },

    async create(decision, delivery) {
      const body = (scope: Scope<Outcome>) => create(scope, decision, definitions);
      return conclude(await transact(pool, { runId: decision.state.run.id, delivery, body }), delivery);
    },

    async find(runId) {
      const ours = Date.now();
      const [row] = await explained(send<StateRow>(pool, plainState, runId));
      return explained(readState(pool, row, { definitions, ours }));
    },

    async renew(attemptId, token, until) {
      const ours = and(eq(attempts.id, attemptId), eq(attempts.leaseToken, token));
      // By Postgres' clock: see lease-clock.ts.
      const leaseUntil = sql`now() + ${until.getTime() - Date.now()}::float8 * interval '1 millisecond'`;
      const renewed = db.update(attempts).set({ leaseUntil }).where(ours).returning({ id: attempts.id });
      return (await explained(renewed)).length > 0;
    },

    async appendOutput(attemptId, sequence, text) {
      const appended = await explained(appendOutput(db, { attemptId, sequence, text }));
      if (appended) tell(appended.runId, appended.due);
    },
  };
}

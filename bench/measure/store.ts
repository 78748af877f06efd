import { nanoid } from 'nanoid';
import { connect } from '../../db/client.ts';
import { createProjects } from '../../db/projects.ts';
import { createRuns } from '../../db/runs.ts';
import type { Runs } from '../../src/core/ports.ts';
import { permissions } from '../../src/core/project/definition.ts';
import type { PersonActor } from '../../src/core/people/actor.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';
import { decide } from '../../src/core/run/decide.ts';
import type { RunEvent } from '../../src/core/run/event.ts';
import { noCost } from '../../src/core/run/run.ts';
import { start } from '../../src/core/run/start.ts';
import type { Decision, RunState } from '../../src/core/run/state.ts';
import { atOnce } from '../at-once.ts';
import type { Engine } from '../engines.ts';
import { perThing, watchWhile } from '../processes.ts';
import { round } from '../spread.ts';

export interface StoreAlone {
  atOnce: number;
  runs: number;
  decisions: number;
  perSecond: number;
  runsPerSecond: number;
  /** Milliseconds of a processor for each decision, by program. */
  processorPerDecision: Record<string, number>;
}

/** As many runs as a process has connections. */
const runsAtOnce = 10;

/**
 * The same runs of five stages with two gates, decided and stored one event after the other in this process: no queue, no worker,
 * no card, nobody who waits for another. What the rest of the program can at best come to.
 */
export async function measureStore(engine: Engine, runs: number): Promise<StoreAlone> {
  const client = connect(engine.url());
  const store = createRuns(client, { onCommitted: () => undefined, onError: () => undefined });
  try {
    const record = await createProjects(client).find('bench');
    const pipeline = record?.project.pipelines[0];
    if (!record || !pipeline) throw new Error('The project of the benchmark is not stored yet.');
    const { roles, models, people, places } = record.project;
    const definition = { pipeline, roles, models, people, places, director: null, folder: record.folder };
    let decisions = 0;
    const own = { name: 'the bench itself', pid: process.pid, withChildren: false };
    const use = await watchWhile([...engine.watched(), own], async () => {
      const counts = await atOnce(runs, runsAtOnce, () => decideRun(store, definition));
      decisions = counts.reduce((sum, count) => sum + count, 0);
    });
    return {
      atOnce: runsAtOnce,
      runs,
      decisions,
      perSecond: round(decisions / use.seconds),
      runsPerSecond: round(runs / use.seconds),
      processorPerDecision: perThing(use, decisions),
    };
  } finally {
    await client.close();
  }
}

const where = { surface: 'console', channel: 'bench', thread: null } as const;
const owner: PersonActor = {
  ...{ kind: 'person', personId: 'owner', name: 'Owner', permissions, where },
  account: { surface: 'console', team: 'local', user: 'owner' },
};
const worker = { kind: 'system', name: 'worker' } as const;

/** Until it is completed; returns how many decisions that took. */
async function decideRun(store: Runs, definition: RunState['definition']): Promise<number> {
  const at = new Date();
  const id = nanoid();
  const trigger = {
    ...{ id, source: 'integration_test' as const, personId: 'owner', personName: 'Owner', where, at, context: {} },
    ...{ recommendedBy: null, recommendedConfig: null },
  };
  const begun = start({
    ...{ id, at, actor: owner, runId: `run_${id}`, projectId: 'bench', definition, title: 'A run', brief: 'A run' },
    ...{ parameters: {}, mode: 'autonomous', budget: { microUsd: null, tokens: null }, trigger, models: [] },
  });
  let { state } = accepted(isRefusal(begun) ? begun : await store.create(begun, id));
  for (let count = 1; ; count += 1) {
    const event = nextEvent(state);
    if (event === null) return count;
    ({ state } = accepted(await store.change(state.run.id, (now) => decide(now, event), event.id)));
  }
}

/** What a person or a worker would say next. */
function nextEvent({ run, asks, attempts }: RunState): RunEvent | null {
  const base = { id: nanoid(), at: new Date() };
  const [ask] = asks;
  if (ask) {
    const answer = { askId: ask.id, choice: 'approve', revision: ask.revision, words: null, confirmed: true } as const;
    return { ...base, kind: 'answer', actor: owner, budget: null, ...answer };
  }
  const attempt = attempts.at(-1);
  if (run.endedAt !== null || !attempt) return null;
  const { id: attemptId, epoch, lease } = attempt;
  const its = { ...base, actor: worker, attemptId };
  if (lease === null) {
    const until = new Date(base.at.getTime() + 60_000);
    return { ...its, kind: 'claim', epoch, token: nanoid(), worker: 'bench', until };
  }
  const { token } = lease;
  if (attempt.openStep === null) return { ...its, kind: 'begin_step', token, epoch, estimate: noCost };
  const output = { text: `What ${attemptId} made.`, rehearsal: true, remark: 'A first draft.' };
  return { ...its, kind: 'finish', token, output, cost: noCost };
}

function accepted(outcome: Decision | Refusal): Decision {
  if (isRefusal(outcome)) throw new Error(`The rules refused: ${JSON.stringify(outcome)}`);
  return outcome;
}

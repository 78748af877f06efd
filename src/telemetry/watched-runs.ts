import type { Logger } from 'pino';
import type { Ask } from '../core/ask/ask.ts';
import type { Decide, Runs } from '../core/ports.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { RunEvent } from '../core/run/event.ts';
import type { Decision } from '../core/run/state.ts';
import { current } from './context.ts';
import type { DecisionResult, Meter } from './meter.ts';

interface Watching {
  meter: Pick<Meter, 'decided' | 'committedClick' | 'answered'>;
  log: Pick<Logger, 'info' | 'debug'>;
}

interface What {
  kind: string;
  run: string;
  event: RunEvent | undefined;
}

/** The same store, except that decisions are counted, timed and logged. */
export function watchRuns(runs: Runs, watching: Watching): Runs {
  return {
    ...runs,
    change: (runId, decide, delivery) =>
      watch(watching, whatOf(runId, decide), () => runs.change(runId, decide, delivery)),
    create: (decision, delivery) => {
      const what = { kind: 'start', run: decision.state.run.id, event: undefined };
      return watch(watching, what, () => runs.create(decision, delivery));
    },
  };
}

const whatOf = (run: string, { event }: Decide): What => ({ kind: event?.kind ?? 'redispatch', run, event });

type Reply = Decision | Refusal;

async function watch({ meter, log }: Watching, what: What, decide: () => Promise<Reply>): Promise<Reply> {
  const began = performance.now();
  const taken = (): number => performance.now() - began;
  try {
    const reply = await decide();
    const result = resultOf(reply);
    meter.decided(what.kind, result, taken() / 1000);
    const doing = current();
    if (result === 'committed' && doing) meter.committedClick((performance.now() - doing.since) / 1000);
    if (!isRefusal(reply)) for (const ask of reply.settled) observe(meter, ask);
    // A worker's decisions are many in each run, so only people's are logged as `info`.
    log[isPersons(what) ? 'info' : 'debug'](lineOf(what, reply, taken()), 'Decided.');
    return reply;
  } catch (error) {
    meter.decided(what.kind, 'failed', taken() / 1000);
    throw error;
  }
}

/** Counts the time to answer; only for questions that were decided, not for those that ended otherwise. */
function observe(meter: Pick<Meter, 'answered'>, { kind, status, outcome, revisedAt, openedAt }: Ask): void {
  if (status !== 'decided' || outcome === null) return;
  meter.answered(kind, (outcome.at.getTime() - (revisedAt ?? openedAt).getTime()) / 1000);
}

const isPersons = ({ kind, event }: What): boolean => kind === 'start' || event?.actor.kind === 'person';

function resultOf(reply: Reply): DecisionResult {
  if (!isRefusal(reply)) return 'committed';
  return reply.refused === 'repeated' || reply.refused === 'contended' ? reply.refused : 'refused';
}

function lineOf({ kind, run, event }: What, reply: Reply, ms: number): Record<string, unknown> {
  const project = isRefusal(reply) ? {} : { project: reply.state.run.projectId };
  const refused = isRefusal(reply) ? { refused: reply.refused } : {};
  return { ...project, run, ...idsOf(event), kind, result: resultOf(reply), ...refused, ms: Math.round(ms * 10) / 10 };
}

const idsOf = (event: RunEvent | undefined): Record<string, string> => {
  if (event === undefined) return {};
  return {
    ...('askId' in event ? { ask: event.askId } : {}),
    ...('attemptId' in event ? { attempt: event.attemptId } : {}),
    ...(event.actor.kind === 'person' ? { person: event.actor.personId } : {}),
  };
};

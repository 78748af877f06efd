import { nanoid } from 'nanoid';
import type { DueEffect, Outbox, Sweep } from '../core/ports.ts';
import { isRefusal } from '../core/refusal.ts';
import type { WorkerEvent } from '../core/run/event.ts';
import type { SurfaceName } from '../core/project/definition.ts';
import { complainTo, type Log } from './log.ts';
import { addAgain } from './add-again.ts';
import type { Queues } from './queue.ts';
import { redispatch } from './redispatch.ts';
import type { SurfaceOf } from './routes.ts';
import type { JobSettings } from './settings.ts';
import { tell, type TellParts } from './tell.ts';

export interface ReconcileParts extends TellParts {
  outbox: Pick<Outbox, 'overdue'>;
  sweep: Sweep;
  queues: Pick<Queues, 'add' | 'isTaken'>;
  surfaceOf: SurfaceOf;
  /** What this process answers for. */
  stages: boolean;
  surfaces: ReadonlySet<SurfaceName>;
  settings: JobSettings;
  log: Log;
}

/** One round of looking at Postgres for what the queue forgot. Every part of it is idempotent: any process may do it. */
export type Tick = () => Promise<void>;

type Kind = DueEffect['effect']['do'];

export function createTick(parts: ReconcileParts): Tick {
  const complain = complainTo(parts.log);
  const cursors = new Map<Kind, DueEffect | null>();
  const unmoved = new Set<string>();
  const duties: [string, () => Promise<void>][] = parts.stages
    ? [
        ['The sweep for lapsed leases', () => lapse(parts)],
        ['The sweep for due stages', () => addOverdue(parts, 'run_stage', cursors)],
        ['The sweep for stuck runs', () => unstick(parts, unmoved)],
        ['The sweep for expired asks', () => expire(parts)],
        ['Sealing the ledger', () => seal(parts)],
        ['Pruning', pruner(parts)],
      ]
    : [];
  if (parts.surfaces.size > 0) duties.push(['The sweep for postings', () => addOverdue(parts, 'converge', cursors)]);
  return async () => {
    for (const [name, duty] of duties) await duty().catch((error: unknown) => complain(name, error));
  };
}

/** Goes through all overdue effects a few pages at a time, and goes on there at the next tick. */
async function addOverdue(parts: ReconcileParts, kind: Kind, cursors: Map<Kind, DueEffect | null>): Promise<void> {
  const { outbox, settings } = parts;
  for (let page = 0; page < settings.pagesPerTick; page += 1) {
    const after = cursors.get(kind) ?? null;
    const due = await outbox.overdue(settings.grace, settings.page, { do: kind, after });
    await addAgain(
      parts,
      due.filter(({ effect }) => effect.do === kind),
    );
    const isEnd = due.length < settings.page;
    cursors.set(kind, isEnd ? null : (due.at(-1) ?? null));
    if (isEnd) return;
  }
}

async function lapse({ sweep, settings, ...parts }: ReconcileParts): Promise<void> {
  for (const { runId, attemptId } of await sweep.lapsed(settings.page)) {
    const reply = await tell(parts, runId, sweepEvent({ kind: 'lapse', attemptId }), { patience: 0 });
    if (!isRefusal(reply)) parts.log.warn({ runId, attemptId }, 'A worker went silent: its lease ended.');
  }
}

async function expire({ sweep, settings, ...parts }: ReconcileParts): Promise<void> {
  for (const { runId, askId } of await sweep.expired(settings.page)) {
    await tell(parts, runId, sweepEvent({ kind: 'expire', askId }), { patience: 0 });
  }
}

/**
 * `unmoved` are those that were found at the last tick and could not be helped. Once, that is a run which went on by itself in between,
 * or whose lapsed lease comes first; twice in a row it is a bug.
 */
async function unstick({ sweep, settings, runs, log }: ReconcileParts, unmoved: Set<string>): Promise<void> {
  const before = new Set(unmoved);
  unmoved.clear();
  for (const { runId } of await sweep.stuck(settings.page)) {
    const reply = await runs.change(runId, redispatch);
    if (!isRefusal(reply)) log.warn({ runId }, 'A run had nothing that would move it: its work is due again.');
    else if (before.has(runId))
      log.error({ runId, reply }, 'bug: a run should move, and there is nothing that could move it.');
    else unmoved.add(runId);
  }
}

async function seal({ sweep, settings }: ReconcileParts): Promise<void> {
  for (let page = 0; page < settings.pagesPerTick; page += 1) {
    if ((await sweep.seal(settings.page)) < settings.page) return;
  }
}

/** Once an hour is often enough, and the first round comes an hour after the start. */
function pruner({ sweep, settings }: ReconcileParts): () => Promise<void> {
  let next = performance.now() + settings.pruneEvery;
  return async () => {
    if (performance.now() < next) return;
    next += settings.pruneEvery;
    await sweep.prune(new Date(Date.now() - settings.keepServed), settings.prunePage);
  };
}

type Finding = { kind: 'lapse'; attemptId: string } | { kind: 'expire'; askId: string };

const sweepEvent = (finding: Finding): WorkerEvent => ({
  ...finding,
  id: nanoid(),
  at: new Date(),
  actor: { kind: 'system', name: finding.kind === 'expire' ? 'timer' : 'sweep' },
});

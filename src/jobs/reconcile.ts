import { nanoid } from 'nanoid';
import type { ReminderRound } from '../core/attention/round.ts';
import type { DueEffect, Outbox, Sweep } from '../core/ports.ts';
import { isRefusal } from '../core/refusal.ts';
import type { WorkerEvent } from '../core/run/event.ts';
import type { SurfaceName } from '../core/project/definition.ts';
import { complainTo, type Log } from './log.ts';
import { addAgain } from './add-again.ts';
import { pruner } from './prune.ts';
import type { Queues } from './queue.ts';
import { Rounds, type Finding } from './rounds.ts';
import { redispatch } from './redispatch.ts';
import { reminding } from './remind.ts';
import type { SurfaceOf } from './routes.ts';
import type { JobSettings } from './settings.ts';
import { tell, type TellParts } from './tell.ts';

export interface ReconcileParts extends TellParts {
  outbox: Pick<Outbox, 'overdue'>;
  sweep: Sweep;
  remind: ReminderRound;
  queues: Pick<Queues, 'add' | 'isTaken'>;
  surfaceOf: SurfaceOf;
  /** Whether this process runs stages, and the surfaces that it serves: it sweeps for these only. */
  stages: boolean;
  surfaces: ReadonlySet<SurfaceName>;
  /** Nothing is added for a surface that is away: its waiting jobs go on by themselves when it is back. */
  isAway: (surface: SurfaceName) => boolean;
  settings: JobSettings;
  log: Log;
}

/** One round of the sweep: looks in Postgres for what the queue has lost. Every part of it is idempotent, so any number of processes may do it. */
export type Tick = () => Promise<void>;

type Kind = DueEffect['effect']['do'];

export function createTick(parts: ReconcileParts): Tick {
  const complain = complainTo(parts.log);
  const cursors = new Map<Kind, DueEffect | null>();
  const duties: [string, () => Promise<void>][] = parts.stages
    ? [
        ['The sweep for lapsed leases', lapsing(parts)],
        ['The sweep for due stages', () => addOverdue(parts, 'run_stage', cursors)],
        ['The sweep for stuck runs', unsticking(parts)],
        ['The sweep for expired asks', expiring(parts)],
        ['Sealing the ledger', () => seal(parts)],
        ['Pruning', pruner(parts)],
      ]
    : [];
  if (parts.surfaces.size > 0) {
    // Only a process that serves the surfaces can ask them to which workspace or server a place belongs.
    duties.push(['The sweep for reminders', reminding(parts.remind, parts.settings)]);
    duties.push(['The sweep for postings', () => addOverdue(parts, 'converge', cursors)]);
  }
  return async () => {
    for (const [name, duty] of duties) await duty().catch((error: unknown) => complain(name, error));
  };
}

/** Adds jobs for overdue effects, a few pages at each tick; the next tick continues where this one ended. */
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

interface Found {
  runId: string;
}

/** A duty that changes runs. Any of them may be locked, or fail to be decided, without holding up the others. */
function roundsOf<T extends Found>(
  { settings, log }: ReconcileParts,
  duty: Omit<Finding<T>, 'onError'>,
): () => Promise<void> {
  const complain = complainTo(log);
  const { page, sweepAtOnce: atOnce, sweepPatience: patience, sweep: rest } = settings;
  const onError = ({ runId }: T, error: unknown): void => complain('Sweeping a run', error, { run: runId });
  const rounds = new Rounds({ ...duty, onError }, { page, atOnce, patience, rest });
  return () => rounds.go();
}

const lapsing = (parts: ReconcileParts): (() => Promise<void>) =>
  roundsOf(parts, {
    find: (limit) => parts.sweep.lapsed(limit),
    keyOf: ({ attemptId }) => attemptId,
    move: async ({ runId, attemptId }) => {
      const reply = await tell(parts, runId, sweepEvent({ kind: 'lapse', attemptId }), { patience: 0 });
      if (!isRefusal(reply))
        parts.log.warn({ run: runId, attempt: attemptId }, 'A worker went silent: its lease ended.');
      return !isRefusal(reply);
    },
  });

const expiring = (parts: ReconcileParts): (() => Promise<void>) =>
  roundsOf(parts, {
    find: (limit) => parts.sweep.expired(limit),
    keyOf: ({ askId }) => askId,
    move: async ({ runId, askId }) =>
      !isRefusal(await tell(parts, runId, sweepEvent({ kind: 'expire', askId }), { patience: 0 })),
  });

/**
 * A run that can't be helped once has gone on by itself in between, or has a lapsed lease that is handled first. If it can't be helped
 * twice in a row, that is a bug.
 */
const unsticking = (parts: ReconcileParts): (() => Promise<void>) =>
  roundsOf(parts, {
    find: (limit) => parts.sweep.stuck(limit),
    keyOf: ({ runId }) => runId,
    move: async ({ runId }, inARow) => {
      const reply = await parts.runs.change(runId, redispatch);
      if (!isRefusal(reply))
        parts.log.warn({ run: runId }, 'A run had nothing that would move it: its work is due again.');
      else if (inARow > 0)
        parts.log.error({ run: runId, reply }, 'bug: a run should move, and there is nothing that could move it.');
      return !isRefusal(reply);
    },
  });

async function seal({ sweep, settings }: ReconcileParts): Promise<void> {
  for (let page = 0; page < settings.pagesPerTick; page += 1) {
    if ((await sweep.seal(settings.page)) < settings.page) return;
  }
}

type Due = { kind: 'lapse'; attemptId: string } | { kind: 'expire'; askId: string };

const sweepEvent = (due: Due): WorkerEvent => ({
  ...due,
  id: nanoid(),
  at: new Date(),
  actor: { kind: 'system', name: due.kind === 'expire' ? 'timer' : 'sweep' },
});

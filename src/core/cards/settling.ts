import { runStatuses, type RunStatus } from '../run/run.ts';
import type { RunState } from '../run/state.ts';
import type { Card } from './card.ts';
import { runBadges } from './words/run.ts';

/**
 * Which cards are sent before mere progress: those of an Ask that is over, and of a run that has stopped or goes on again. Until they are sent, people
 * see buttons that do nothing any more, or a card that still says Paused after they have pressed Resume.
 */

/** Whether a run goes on by itself in this status. In all others it waits for people, or is over. */
const movesOn = (status: RunStatus): boolean => status === 'queued' || status === 'running';

const tonesOfProgress = runStatuses.filter(movesOn).map((status) => runBadges[status].tone);

/** Whether a card only shows the progress of a run. */
export const isProgress = ({ subject, outcome, badge }: Card): boolean =>
  subject.kind === 'run' && outcome === null && tonesOfProgress.includes(badge.tone);

type Standing = Pick<RunState, 'run' | 'asks'>;

/** The ids of the Asks and of the run that a decision settles; `before` is null for a new run. */
export function settledBy(before: Standing | null, { run, asks }: Standing): ReadonlySet<string> {
  const settled = new Set(asks.filter(({ status }) => status !== 'open').map(({ id }) => id));
  const was = before?.run.status ?? run.status;
  if (was !== run.status && !(movesOn(was) && movesOn(run.status))) settled.add(run.id);
  return settled;
}

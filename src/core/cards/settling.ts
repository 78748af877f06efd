import { runStatuses, type RunStatus } from '../run/run.ts';
import type { RunState } from '../run/state.ts';
import type { Card } from './card.ts';
import { runBadges } from './words/run.ts';

/**
 * What is settled goes out before mere progress: until it is shown, people look at buttons that do nothing any more. Settled is an Ask that is over,
 * and a run that stands still or goes on again: somebody who pressed Resume is looking at a card that still says Paused.
 */

/** Whether the run goes on by itself. In every other status it stands still: it waits for people, or is over. */
const movesOn = (status: RunStatus): boolean => status === 'queued' || status === 'running';

const tonesOfProgress = runStatuses.filter(movesOn).map((status) => runBadges[status].tone);

/** The same of a run as its card shows it. */
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

import type { Text } from '../card.ts';
import { count, duration, money, plural } from '../numbers.ts';
import type { RunSummary } from '../../run/run-summary.ts';

const ends: Record<RunSummary['status'], string> = {
  completed: 'completed',
  failed: 'failed',
  cancelled: 'was cancelled',
};

/** The whole summary in plain words; the label stands beside the author's name, the run's id below. */
export function summaryText(summary: RunSummary, title: string): string {
  const { counts, cost } = summary;
  const again = summary.ending > 1 ? ` (ending ${summary.ending}: it had been reopened)` : '';
  return [
    `“${title}” ${ends[summary.status]} after ${duration(summary.duration_seconds)}${again}.`,
    `${stagesOf(counts)} done.`,
    `Cost: ${costLine(cost)}${cost.in_flight ? `, and at most ${costLine(cost.in_flight)} more for the step that was cut off` : ''}.`,
    artifactsLine(summary),
  ].join('\n');
}

const costLine = ({ usd, input_tokens, output_tokens }: Omit<RunSummary['cost'], 'in_flight'>): string =>
  `${money(Math.round(usd * 1_000_000))}, ${plural(input_tokens + output_tokens, 'token')}`;

/** Without a total, if the run's definition can't be read. */
const stagesOf = ({ stages, stages_done: done }: RunSummary['counts']): string =>
  stages === 0 ? plural(done, 'stage') : `${count(done)} of ${plural(stages, 'stage')}`;

function artifactsLine({ artifacts }: RunSummary): string {
  if (artifacts.length === 0) return 'It made no artifacts.';
  const made = artifacts.map((it) => `${it.name} (version ${it.version}${it.rehearsal ? ', rehearsal' : ''})`);
  return `Made: ${made.join(', ')}.`;
}

/** Below a summary, what its words don't say: the id to copy, and the way to the results. */
export const summaryFacts = (summary: RunSummary): { label: string; value: Text }[] => [
  { label: 'Run', value: [{ code: summary.run_id }] },
  { label: 'Results', value: [{ link: { text: 'View results', path: summary.links.results_view } }] },
];

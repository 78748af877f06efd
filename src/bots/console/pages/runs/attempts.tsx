import type { FC } from 'hono/jsx';
import { oneLine, visible } from '../../../../core/cards/agent-text.ts';
import { between, cost as costText } from '../../../../core/cards/numbers.ts';
import type { Block } from '../../../../core/cards/card.ts';
import type { Ask } from '../../../../core/ask/ask.ts';
import type { Attempt } from '../../../../core/run/run.ts';
import { BlockView } from '../../draw/blocks.tsx';
import { Time } from '../../draw/text.tsx';
import { attemptBadges, runWords as words } from '../../words/runs.ts';
import { BadgeView } from '../parts/badge.tsx';
import { CopyableId } from '../parts/copyable-id.tsx';
import { Fold } from '../parts/fold.tsx';
import { type Bar, barsOf, lineWidth } from './bars.ts';
import { runPath } from './list-page.tsx';
import type { Inspected } from './read.ts';

type Row = Pick<Attempt, 'id' | 'number' | 'status' | 'startedAt' | 'endedAt' | 'steps' | 'takeovers' | 'error'> & {
  stage: string;
  bar: Bar | null;
  cost: string | null;
  cleared: string | null;
};

export interface AttemptsData {
  runId: string;
  stages: Block | null;
  rows: Row[];
}

/** What is still on reaches to now: the line is drawn anew with every look. */
const stretchOf = ({ startedAt, endedAt, status }: Attempt, now: Date) =>
  startedAt && { from: startedAt, to: endedAt ?? (status === 'running' ? now : startedAt) };

export function attemptsOf({ view, costs }: Inspected, stages: Block | null, now: Date): AttemptsData {
  const { run, definition } = view.state;
  const timed = view.attempts.flatMap((attempt) => {
    const stretch = stretchOf(attempt, now);
    return stretch ? [{ id: attempt.id, stretch }] : [];
  });
  const bars = barsOf(timed.map(({ stretch }) => stretch));
  const barOf = new Map(timed.map(({ id }, index) => [id, bars[index] ?? null]));
  const rows = view.attempts.map((attempt): Row => {
    const { id, number, status, startedAt, endedAt, steps, takeovers, error } = attempt;
    const cost = costs.get(id);
    return {
      ...{ id, number, status, startedAt, endedAt, steps, takeovers, error },
      stage: definition.pipeline.stages[attempt.stage]?.name ?? attempt.stageId,
      bar: barOf.get(id) ?? null,
      cost: cost ? costText(cost) : null,
      cleared: clearedBy(attempt, view.asks),
    };
  });
  return { runId: run.id, stages, rows };
}

/** The answer that let it begin, or the question that it settled. */
function clearedBy({ clearedBy: id }: Attempt, asks: readonly Ask[]): string | null {
  if (id === null) return null;
  const ask = asks.find((it) => it.id === id || it.answers.some((answer) => answer.id === id));
  return ask?.answers.find((answer) => answer.id === id)?.personName ?? ask?.outcome?.by ?? id;
}

const Line: FC<Pick<Row, 'bar' | 'status'>> = ({ bar, status }) => (
  <svg class="line" viewBox={`0 0 ${lineWidth} 12`} preserveAspectRatio="none" aria-hidden="true">
    <rect class="ground" x="0" y="5" width={lineWidth} height="2" />
    {bar && <rect class={`bar ${status}`} x={bar.x} y="0" width={bar.width} height="12" rx="3" />}
  </svg>
);

const Moment: FC<{ at: Date | null; otherwise: string }> = ({ at, otherwise }) =>
  at ? <Time at={at} /> : <>{otherwise}</>;

const columns = words.attemptColumns;

const AttemptRow: FC<{ row: Row; runId: string }> = ({ row, runId }) => (
  <tr>
    <th scope="row">
      {words.attemptName(row.number, oneLine(row.stage))}
      <CopyableId id={row.id} />
    </th>
    <td data-label={columns.status}>
      <BadgeView badge={attemptBadges[row.status]} />
      {row.error === null ? null : <p class="error">{oneLine(visible(row.error), 240)}</p>}
    </td>
    <td class="line-cell" data-label={columns.line}>
      <Line bar={row.bar} status={row.status} />
      {row.startedAt && row.endedAt ? <p class="note">{between(row.startedAt, row.endedAt)}</p> : null}
    </td>
    <td data-label={columns.start}>
      <Moment at={row.startedAt} otherwise={words.notStarted} />
    </td>
    <td data-label={columns.end}>
      <Moment at={row.endedAt} otherwise={row.status === 'running' ? words.stillOn : words.notStarted} />
    </td>
    <td class="number" data-label={columns.steps}>
      {row.steps}
    </td>
    <td class="number" data-label={columns.takeovers}>
      {row.takeovers}
    </td>
    <td data-label={columns.cleared}>{row.cleared === null ? words.nobodyAsked : oneLine(row.cleared)}</td>
    <td data-label={columns.cost}>{row.cost ?? words.unknownCost}</td>
    <td data-label={columns.output}>
      <a href={`${runPath(runId)}/attempts/${encodeURIComponent(row.id)}`} aria-label={words.openOutputOf(row.number)}>
        {words.openOutput}
      </a>
    </td>
  </tr>
);

const AttemptTable: FC<{ rows: readonly Row[]; runId: string }> = ({ rows, runId }) => (
  <div class="table" tabindex={0} role="region" aria-label={words.stages}>
    <table class="attempts">
      <caption>{words.attemptsCaption}</caption>
      <thead>
        <tr>
          {Object.values(words.attemptColumns).map((label) => (
            <th scope="col">{label}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <AttemptRow row={row} runId={runId} />
        ))}
      </tbody>
    </table>
  </div>
);

export const AttemptsView: FC<{ data: AttemptsData }> = ({ data }) => (
  <>
    <h2>{words.stages}</h2>
    {data.stages && <BlockView block={data.stages} />}
    {data.rows.length === 0 ? (
      <p class="note">{words.noAttempts}</p>
    ) : (
      <Fold name="attempts" title={words.attempts} gist={words.count(data.rows.length)} level={3}>
        <AttemptTable rows={data.rows} runId={data.runId} />
      </Fold>
    )}
  </>
);

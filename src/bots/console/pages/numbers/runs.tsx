import type { FC } from 'hono/jsx';
import { count, money, tokensOf } from '../../../../core/cards/numbers.ts';
import { runBadges } from '../../../../core/cards/words/run.ts';
import type { Numbers } from '../../../../core/records/numbers.ts';
import { numbersWords as words } from '../../words/numbers.ts';
import { BadgeView } from '../parts/badge.tsx';
import { RunLink } from '../parts/run-link.tsx';
import { Area, Bar, Columns } from './charts.tsx';
import { Section, Table } from './section.tsx';

export const RunsByOutcome: FC<{ rows: Numbers['runsByOutcome'] }> = ({ rows }) => {
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <Section
      id="outcomes"
      title={words.outcomes}
      note={words.outcomesNote}
      empty={rows.length > 0 ? null : words.noRuns}
    >
      <Table
        label={words.outcomes}
        numbers={1}
        head={[words.status, <span class="unseen">{words.share}</span>, words.runs]}
      >
        {rows.map(({ status, count: runs }) => (
          <tr>
            <th scope="row">
              <BadgeView badge={runBadges[status]} />
            </th>
            <td class="drawn">
              <Bar value={runs} most={most} tone={runBadges[status].tone} />
            </td>
            <td class="number">{count(runs)}</td>
          </tr>
        ))}
      </Table>
    </Section>
  );
};

export const CostByRun: FC<{ rows: Numbers['costByRun'] }> = ({ rows }) => {
  const most = rows[0]?.cost.microUsd ?? 0;
  return (
    <Section id="cost" title={words.cost} note={words.costNote} empty={rows.length > 0 ? null : words.noCost}>
      <Table
        label={words.cost}
        numbers={2}
        head={[words.run, <span class="unseen">{words.share}</span>, words.money, words.tokens]}
      >
        {rows.map(({ runId, title, cost }) => (
          <tr>
            <th scope="row">
              <RunLink run={{ id: runId, title }} />
            </th>
            <td class="drawn">
              <Bar value={cost.microUsd} most={most} />
            </td>
            <td class="number">{money(cost.microUsd)}</td>
            <td class="number">{count(tokensOf(cost))}</td>
          </tr>
        ))}
      </Table>
    </Section>
  );
};

const dayName = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

export const ByDay: FC<{ rows: Numbers['byDay'] }> = ({ rows }) => {
  const days = rows.map(({ day, started, microUsd }) => ({ name: dayName.format(day), started, microUsd }));
  const runs = days.map(({ name, started }) => ({
    label: words.onDay(name, words.runsStarted(started)),
    value: started,
  }));
  const spent = days.map(({ name, microUsd }) => ({ label: words.onDay(name, money(microUsd)), value: microUsd }));
  const most = (points: { value: number }[]): number => Math.max(0, ...points.map(({ value }) => value));
  return (
    <Section id="by-day" title={words.byDay} note={words.span} empty={most(runs) > 0 ? null : words.noDays}>
      <div class="pair">
        <figure>
          <figcaption>
            {words.startedByDay}, {words.mostOnDay(count(most(runs)))}
          </figcaption>
          <Columns points={runs} />
        </figure>
        <figure>
          <figcaption>
            {words.spentByDay}, {words.mostOnDay(money(most(spent)))}
          </figcaption>
          <Area points={spent} />
        </figure>
      </div>
      <details>
        <summary>{words.asTable}</summary>
        <Table label={words.byDay} numbers={2} head={[words.day, words.startedByDay, words.spentByDay]}>
          {days.map(({ name, started, microUsd }) => (
            <tr>
              <th scope="row">{name}</th>
              <td class="number">{count(started)}</td>
              <td class="number">{money(microUsd)}</td>
            </tr>
          ))}
        </Table>
      </details>
    </Section>
  );
};

import type { FC } from 'hono/jsx';
import { count, duration } from '../../../../core/cards/numbers.ts';
import { askKinds } from '../../../../core/ask/ask.ts';
import type { Numbers } from '../../../../core/records/numbers.ts';
import { numbersWords as words } from '../../words/numbers.ts';
import { Bar, DurationAxis, DurationRange } from './charts.tsx';
import { Section, Table } from './section.tsx';

const seconds = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : duration(ms / 1000));

export const TimeToAnswer: FC<{ rows: Numbers['timeToAnswer'] }> = ({ rows }) => (
  <Section
    id="time-to-answer"
    title={words.timeToAnswer}
    note={words.timeNote}
    empty={rows.length > 0 ? null : words.noAnswers}
  >
    <Table
      label={words.timeToAnswer}
      numbers={1}
      head={[
        words.kind,
        <>
          <span class="unseen">{words.range}</span>
          <DurationAxis />
        </>,
        <>
          <span aria-hidden="true">○</span> {words.half}
        </>,
        <>
          <span aria-hidden="true">●</span> {words.most}
        </>,
        <>
          <span aria-hidden="true">|</span> {words.slowest}
        </>,
        words.decided,
      ]}
    >
      {rows.map(({ kind, decided, p50, p90, slowest }) => (
        <tr>
          <th scope="row">{words.kinds[kind]}</th>
          <td class="drawn">
            <DurationRange p50={p50} p90={p90} slowest={slowest} />
          </td>
          <td>{seconds(p50)}</td>
          <td>{seconds(p90)}</td>
          <td>{seconds(slowest)}</td>
          <td class="number">{count(decided)}</td>
        </tr>
      ))}
    </Table>
  </Section>
);

const share = (part: number, whole: number): string => `${((part / Math.max(1, whole)) * 100).toFixed(1)} %`;

export const FastAnswers: FC<{ rows: Numbers['underTwoSeconds'] }> = ({ rows }) => (
  <Section id="fast-answers" title={words.fast} note={words.fastNote} empty={rows.length > 0 ? null : words.noFast}>
    <Table
      label={words.fast}
      numbers={2}
      head={[words.kind, <span class="unseen">{words.share}</span>, words.share, words.answers]}
    >
      {rows.map(({ kind, decided, fast }) => (
        <tr>
          <th scope="row">{words.kinds[kind]}</th>
          <td class="drawn">
            <Bar value={fast} most={decided} tone="bad" />
          </td>
          <td class="number">{share(fast, decided)}</td>
          <td class="number">{words.fastOf(fast, decided)}</td>
        </tr>
      ))}
    </Table>
  </Section>
);

const ages = ['under an hour', 'under a day', 'under a week', 'older'] as const;

export const OpenAsks: FC<{ rows: Numbers['openAsks'] }> = ({ rows }) => {
  const most = Math.max(1, ...rows.map((row) => row.count));
  const find = (kind: string, age: string): number =>
    rows.find((row) => row.kind === kind && row.age === age)?.count ?? 0;
  return (
    <Section id="open-asks" title={words.openAsks} note={words.openNote} empty={rows.length > 0 ? null : words.noOpen}>
      <Table label={words.openAsks} numbers={0} head={[words.kind, ...ages.map((age) => words.ages[age])]}>
        {askKinds
          .filter((kind) => rows.some((row) => row.kind === kind))
          .map((kind) => (
            <tr>
              <th scope="row">{words.kinds[kind]}</th>
              {ages.map((age) => (
                <td class="counted">
                  {count(find(kind, age))}
                  <Bar value={find(kind, age)} most={most} tone="asking" />
                </td>
              ))}
            </tr>
          ))}
      </Table>
    </Section>
  );
};

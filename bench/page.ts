import { aimsOf, type Aim } from './aims.ts';
import type { SlackClicks } from './measure/slack.ts';
import { sumOf } from './processes.ts';
import { reasons } from './reasons.ts';
import type { BenchResult, EngineResult } from './result.ts';
import type { Spread } from './spread.ts';
import { explanation, names } from './words.ts';

type Row = readonly (string | number)[];

const line = (cells: Row): string => `| ${cells.join(' | ')} |`;

/** Its first column is words, the others are figures. */
function table(head: Row, rows: readonly Row[]): string[] {
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line), ''];
}

/** docs/reference/bench.md, from what was measured and from nothing else. */
export function pageOf(result: BenchResult): string {
  const aims = aimsOf(result);
  const missed = aims.filter(({ met }) => !met);
  return [
    ...heading(result),
    ...table(
      ['aim', 'asked', 'measured', ''],
      aims.map(({ what, aim, measured, met }) => [what, aim, measured, met ? 'met' : '**missed**']),
    ),
    ...(missed.length > 0 ? why(result, missed) : []),
    ...result.engines.flatMap(engineSection),
    ...explanation,
  ].join('\n');
}

function heading({ at, quick, seconds, machine, load }: BenchResult): string[] {
  const { processor, cores, memoryGb, kernel, node, commit, changed } = machine;
  const difference = changed === 0 ? '' : `, with ${changed} files changed`;
  return [
    '# What it costs, and how fast it is',
    '',
    `Written by \`npm run bench\` on ${at.slice(0, 10)}, in ${seconds} s, at commit ${commit}${difference}, from [bench.json](bench.json).`,
    '',
    `${processor}, ${cores} cores, ${memoryGb} GB, Linux ${kernel}, Node ${node}; load average ${load.before} before, ${load.after} after.`,
    ...(quick
      ? ['', '**This was a quick run: it shows that everything is measured, and its figures are worth nothing.**']
      : []),
    ...(load.before > cores / 4 ? ['The machine had other work as well: a quiet one comes to more.'] : []),
    '',
  ];
}

function why(result: BenchResult, missed: readonly Aim[]): string[] {
  const topics = [...new Set(missed.map(({ about }) => about))];
  return ['## Why an aim is missed, and what is next', '', ...topics.flatMap((topic) => [reasons[topic](result), ''])];
}

const steps = ['acknowledged', 'committed', 'nextStage', 'card'] as const;

const figures = ({ p50, p95, p99, max }: Spread): Row => [p50, p95, p99, max];

function engineSection(result: EngineResult): string[] {
  const { engine, postgres, redis, clicks, cold, parked, store, throughput, starts, slack } = result;
  const clicked = [
    ...clicks.map((it) => ({ ...it, name: `${it.atOnce} at once${it.times > 1 ? `, each ${it.times} times` : ''}` })),
    { ...cold, name: 'the first of a process', clicks: cold.committed.n },
  ];
  return [
    `## ${names.engine[engine]}`,
    '',
    `Postgres ${postgres}${redis === null ? ', which holds the queue as well' : `, Redis ${redis}`}.`,
    '',
    ...table(
      ['clicks', 'n', 'from the click until', 'p50', 'p95', 'p99', 'max, ms'],
      clicked.flatMap((it) => steps.map((step) => [it.name, it.clicks, names.step[step], ...figures(it[step])])),
    ),
    ...(slack ? slackTable(slack) : []),
    ...table(
      [
        'runs of five stages with two gates',
        'runs',
        'runs a second',
        'transactions a run',
        'WAL a run, kB',
        'processor a run, ms',
        'of that',
      ],
      throughput.map((it) => [
        names.posts[it.posts],
        it.runs,
        it.runsPerSecond,
        it.transactionsPerRun,
        it.walKbPerRun,
        sumOf(it.processorPerRun),
        listed(it.processorPerRun),
      ]),
    ),
    ...table(
      [
        'the deciding store alone',
        'runs',
        'decisions a second',
        'runs a second',
        'processor a decision, ms',
        'of that',
      ],
      [
        [
          `${store.atOnce} runs at once`,
          store.runs,
          store.perSecond,
          store.runsPerSecond,
          sumOf(store.processorPerDecision),
          listed(store.processorPerDecision),
        ],
      ],
    ),
    ...table(
      [`idle for ${parked.after.seconds} s`, 'queue jobs', 'processor, % of a core', 'of that', 'resident, MB'],
      [
        [
          'no run waits',
          '',
          sumOf(parked.before.processor),
          listed(parked.before.processor),
          listed(parked.before.memory),
        ],
        [
          `${parked.runs} runs wait`,
          parked.jobs,
          sumOf(parked.after.processor),
          listed(parked.after.processor),
          listed(parked.after.memory),
        ],
      ],
    ),
    ...table(
      ['start, ms', 'n', 'p50', 'max'],
      [
        ['with nothing there yet', 1, starts.first, starts.first],
        ['again', starts.again.n, starts.again.p50, starts.again.max],
      ],
    ),
  ];
}

const slackTable = (slack: readonly SlackClicks[]): string[] =>
  table(
    ['clicks in Slack, until acknowledged', 'n', 'a second', 'turned away', 'p50', 'p95', 'p99', 'max, ms'],
    slack.map(({ mode, clicks, sentPerSecond, turnedAway, acknowledged }) => [
      mode,
      clicks,
      sentPerSecond,
      turnedAway,
      ...figures(acknowledged),
    ]),
  );

const listed = (amounts: Record<string, string | number>): string =>
  Object.entries(amounts)
    .map(([name, amount]) => `${name} ${amount}`)
    .join(', ');

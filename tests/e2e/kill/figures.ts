import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { patience } from './person.ts';
import type { Outcome } from './suite.ts';

const page = path.resolve(import.meta.dirname, '../../../docs/reference/kill-figures.md');

const total = (counts: Record<string, number>): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

const cells = (...texts: (string | number)[]): string => `| ${texts.join(' | ')} |`;

function table(outcomes: [string, Outcome][], rows: [string, (outcome: Outcome) => number][]): string[] {
  const head = cells('', ...outcomes.map(([engine]) => engine));
  const rule = cells('---', ...outcomes.map(() => '---:'));
  return [head, rule, ...rows.map(([name, of]) => cells(name, ...outcomes.map(([, outcome]) => of(outcome))))];
}

const work: [string, (outcome: Outcome) => number][] = [
  ['seconds of killing', ({ seconds }) => seconds.killing],
  ['seconds until all was quiet', ({ seconds }) => seconds.quiet],
  ['processes killed', ({ kills }) => total(kills)],
  ['queues wiped', ({ wipes }) => wipes],
  ['databases crashed', ({ crashes }) => crashes],
  ['runs', ({ truth }) => truth.runs.length],
  ['attempts', ({ truth }) => truth.attempts.length],
  ['attempts of unknown effect', ({ truth }) => truth.attempts.filter(({ status }) => status === 'unknown').length],
  ['clicks', ({ truth }) => truth.clicks.length],
  ['deliveries of them', ({ truth }) => truth.clicks.reduce((sum, { replies }) => sum + replies.length, 0)],
  ['cards compared', ({ truth }) => truth.cards.length],
  ['ledger entries', ({ truth }) => truth.entries.length],
];

type Row = [string, (outcome: Outcome) => number];

const faultsOf = (name: string): Row => [name, ({ faults }) => faults[name]?.length ?? 0];

const beside: Row[] = [
  ['processes that ended by themselves', ({ deserters }) => deserters.length],
  [`people who were told nonsense, or gave up after ${patience / 1000} s`, ({ troubles }) => troubles.length],
];

/** The last long run, as it was measured. */
export async function writeFigures(outcomes: [string, Outcome][]): Promise<void> {
  const points = [...new Set(outcomes.flatMap(([, { kills }]) => Object.keys(kills)))].sort();
  const found = [...new Set(outcomes.flatMap(([, { faults }]) => Object.keys(faults)))];
  const text = [
    '# Killed at any line: the last long run',
    '',
    `Written by \`npm run test:long\`, ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores. What is done and`,
    'what is checked stands in `tests/e2e/kill`.',
    '',
    ...table(outcomes, work),
    '',
    '## How they were killed',
    '',
    ...table(
      outcomes,
      points.map((point) => [point, ({ kills }) => kills[point] ?? 0]),
    ),
    '',
    '## What was found',
    '',
    ...table(outcomes, [...found.map(faultsOf), ...beside]),
    '',
  ];
  await writeFile(page, text.join('\n'));
}

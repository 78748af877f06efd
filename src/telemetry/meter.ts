import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { askKinds, type AskKind } from '../core/ask/ask.ts';
import type { Backlog } from '../core/operation/backlog.ts';
import type { Readiness } from '../core/operation/readiness.ts';
import { surfaces, type SurfaceName } from '../core/project/definition.ts';
import { askAges } from '../core/records/numbers.ts';
import { isActive, runStatuses } from '../core/run/run.ts';
import type { Sample } from './sampled.ts';

/** Everything that is read for a scrape. Each has to answer soon, even if the database doesn't. */
export interface Sources {
  readiness: () => Promise<Readiness>;
  backlog: () => Promise<Sample<Backlog> | null>;
  queueJobs: () => Promise<Sample<readonly { queue: string; state: string; count: number }[]> | null>;
  /** The surface of each present trouble. */
  troubles: () => Promise<Sample<readonly SurfaceName[]> | null>;
  /** Connections of the pool. */
  pool: () => { busy: number; idle: number; waiting: number };
}

/** Counts what happens in this process. Labels are words of ours, of which there are few; never ids. */
export interface Meter {
  decided(kind: string, result: DecisionResult, seconds: number): void;
  /** Seconds from the arrival of a person's request to the commit of their decision. */
  committedClick(seconds: number): void;
  /** A question was decided by people, this many seconds after its revision was asked. */
  answered(kind: AskKind, seconds: number): void;
  /** In Prometheus' text format. */
  read(): Promise<string>;
  contentType: string;
}

export type DecisionResult = 'committed' | 'refused' | 'repeated' | 'contended' | 'failed';

/** Upper bounds of the histograms' buckets in seconds: we aim at 10 ms for a click, and platforms want an acknowledgement within 3 s. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function createMeter(version: string, sources: Sources): Meter {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const decisions = new Counter({
    name: 'wheelhouse_decisions_total',
    help: 'What this process decided about runs, by kind and by what came of it.',
    labelNames: ['kind', 'result'],
    registers,
  });
  const durations = new Histogram({
    name: 'wheelhouse_decision_duration_seconds',
    help: 'From the call to the commit or the refusal, waiting for the run and for a connection included.',
    buckets,
    registers,
  });
  const clicks = new Histogram({
    name: 'wheelhouse_click_commit_duration_seconds',
    help: "From the arrival of a person's request to the commit of what they decided.",
    buckets,
    registers,
  });
  const answers = new Histogram({
    name: 'wheelhouse_answer_seconds',
    help: 'From when a question was asked to its decision by people; nobody reads in less than two seconds.',
    labelNames: ['kind'],
    buckets: [2, 15, 60, 300, 900, 3600, 14_400, 86_400, 604_800],
    registers,
  });
  new Gauge({
    name: 'wheelhouse_info',
    help: 'The version of this process.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1);
  addProcess(registers, sources);
  addBacklog(registers, sources);
  addQueue(registers, sources);
  addTroubles(registers, sources);
  return {
    decided: (kind, result, seconds) => {
      decisions.inc({ kind, result });
      durations.observe(seconds);
    },
    committedClick: (seconds) => clicks.observe(seconds),
    answered: (kind, seconds) => answers.observe({ kind }, seconds),
    read: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function addProcess(registers: Registry[], { readiness, pool }: Sources): void {
  new Gauge({
    name: 'wheelhouse_check_ok',
    help: '1 for each check of /readyz that holds, else 0.',
    labelNames: ['check'],
    registers,
    async collect() {
      for (const { check, ok } of (await readiness()).checks) this.set({ check }, ok ? 1 : 0);
    },
  });
  new Gauge({
    name: 'wheelhouse_database_connections',
    help: "Connections of this process's pool, by what they do.",
    labelNames: ['state'],
    registers,
    collect() {
      const { busy, idle } = pool();
      this.set({ state: 'busy' }, busy);
      this.set({ state: 'idle' }, idle);
    },
  });
  new Gauge({
    name: 'wheelhouse_database_waiting',
    help: 'Pieces of work in this process that wait for a connection.',
    registers,
    collect() {
      this.set(pool().waiting);
    },
  });
}

type Row = readonly [labels: Record<string, string>, value: number];

/** A gauge with the values of the sample. Without a sample it has no line at all, rather than an old or wrong one. */
function gaugeOf<T>(
  registers: Registry[],
  { name, help, labelNames = [] }: { name: string; help: string; labelNames?: string[] },
  sample: () => Promise<Sample<T> | null>,
  rows: (value: T, age: number) => readonly Row[],
): void {
  new Gauge({
    name,
    help,
    labelNames,
    registers,
    async collect() {
      this.reset();
      // prom-client sets a gauge without labels to zero at once, and can't remove that line again.
      const found = await sample();
      if (found === null) return void (labelNames.length === 0 && this.set(NaN));
      for (const [labels, value] of rows(found.value, found.age)) this.set(labels, value);
    },
  });
}

const countOf = (rows: readonly { count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0);

const one = (value: number): readonly Row[] => [[{}, value]];

/** A row for every name, so that none is missing while its value is zero. */
const each = <T extends string>(label: string, names: readonly T[], count: (name: T) => number): readonly Row[] =>
  names.map((name) => [{ [label]: name }, count(name)]);

function addBacklog(registers: Registry[], { backlog }: Sources): void {
  const add = (
    name: string,
    help: string,
    rows: (value: Backlog, age: number) => readonly Row[],
    label?: string,
  ): void => gaugeOf(registers, { name, help, labelNames: label === undefined ? [] : [label] }, backlog, rows);
  const effects = ['run_stage', 'converge'] as const;
  const active = runStatuses.filter(isActive);
  add(
    'wheelhouse_outbox_due',
    'Effects that are due and not done; converge is a card, run_stage the work of a stage.',
    ({ outbox }) => each('kind', effects, (kind) => outbox.find((it) => it.kind === kind)?.due ?? 0),
    'kind',
  );
  add(
    'wheelhouse_outbox_overdue',
    'Those of them that the sweep has to add again.',
    ({ outbox }) => each('kind', effects, (kind) => outbox.find((it) => it.kind === kind)?.overdue ?? 0),
    'kind',
  );
  add(
    'wheelhouse_postings_behind',
    'Cards that do not show the newest state, by surface.',
    ({ postingsBehind }) => postingsBehind.map(({ surface, count }) => [{ surface }, count] as const),
    'surface',
  );
  add(
    'wheelhouse_open_asks',
    'Questions that wait for people.',
    ({ openAsks }) => each('kind', askKinds, (kind) => countOf(openAsks.filter((it) => it.kind === kind))),
    'kind',
  );
  add(
    'wheelhouse_open_asks_by_age',
    'The same questions, by how long they have waited.',
    ({ openAsks }) => each('age', askAges, (age) => countOf(openAsks.filter((it) => it.age === age))),
    'age',
  );
  add(
    'wheelhouse_active_runs',
    'Runs that have not ended.',
    ({ activeRuns }) => each('status', active, (status) => activeRuns.find((it) => it.status === status)?.count ?? 0),
    'status',
  );
  add('wheelhouse_attempts_live', 'Stages that a worker holds.', ({ attempts }) => one(attempts.live));
  add('wheelhouse_leases_lapsed', 'Stages whose worker went silent.', ({ attempts }) => one(attempts.lapsed));
  const oldest = 'Age of the oldest ledger entry that waits for its seal; 0 when none does.';
  add('wheelhouse_ledger_unsealed_age_seconds', oldest, ({ oldestUnsealed }) => one(oldestUnsealed));
  const sampleAge = 'How long ago these figures of the database were read.';
  add('wheelhouse_database_sample_age_seconds', sampleAge, (_, age) => one(age));
}

function addQueue(registers: Registry[], { queueJobs }: Sources): void {
  gaugeOf(
    registers,
    { name: 'wheelhouse_queue_jobs', help: 'Jobs in the queue, by state.', labelNames: ['queue', 'state'] },
    queueJobs,
    (counts) => counts.map(({ queue, state, count }) => [{ queue, state }, count] as const),
  );
}

function addTroubles(registers: Registry[], { troubles }: Sources): void {
  gaugeOf(
    registers,
    { name: 'wheelhouse_troubles', help: "What a surface can't do at present.", labelNames: ['surface'] },
    troubles,
    (all) => each('surface', surfaces, (surface) => all.filter((it) => it === surface).length),
  );
}

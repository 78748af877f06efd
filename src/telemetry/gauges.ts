import { Gauge, type Registry } from 'prom-client';
import { askKinds } from '../core/ask/ask.ts';
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

/** What is read anew for each scrape. */
export function addGauges(registers: Registry[], sources: Sources): void {
  addProcess(registers, sources);
  addBacklog(registers, sources);
  addQueue(registers, sources);
  addTroubles(registers, sources);
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

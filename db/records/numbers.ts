import { askKinds, type AskKind } from '../../src/core/ask/ask.ts';
import type { Numbers } from '../../src/core/records/numbers.ts';
import { runStatuses, type RunStatus } from '../../src/core/run/run.ts';
import { ageOf } from '../ages.ts';
import { send } from '../json.ts';
import type { Sender } from '../pool.ts';
import { each } from './projects.ts';

/** The parameters of the queries: projects, since, until. */
type Span = readonly [string, string, string];

/** Milliseconds. Nobody can have read the question who answered it faster than this. */
const tooFast = 2000;

/** How many of the most expensive runs are listed. */
const dearest = 20;

const ofProjects = 'project_id = any (array(select json_array_elements_text($1::text::json)))';

/**
 * How long answers took, counted from when the answered revision was asked. Reads only the index: the Asks themselves would be a hundred times as much.
 * Each kind is read by itself, so that there is only one sort, of one column. `date_part` is used because `extract` computes in decimals, which
 * takes longer than everything else.
 */
const decided = `
  select asked.kind, waited.* from json_array_elements_text('${JSON.stringify(askKinds)}'::json) as asked(kind)
  cross join lateral (
    select count(*)::int as decided, count(*) filter (where ms < ${tooFast})::int as fast, max(ms) as slowest,
      to_json(percentile_disc(array[0.5, 0.9]) within group (order by ms)) as percentiles
    from (
      select date_part('epoch', settled_at - coalesce(revised_at, opened_at)) * 1000 as ms from asks
      where ${ofProjects} and asks.kind = asked.kind and status <> 'open' and status = 'decided'
        and settled_at >= $2::timestamptz and settled_at < $3::timestamptz
    ) each
  ) waited where decided > 0`;

type Decided = { kind: AskKind; decided: number; fast: number; slowest: number; percentiles: number[] };

async function readAnswers(on: Sender, span: Span): Promise<Pick<Numbers, 'timeToAnswer' | 'underTwoSeconds'>> {
  const rows = await send<Decided>(on, decided, ...span);
  return {
    timeToAnswer: rows.map(({ kind, decided, slowest, percentiles: [p50 = 0, p90 = 0] }) => ({
      ...{ kind, decided, p50, p90, slowest },
    })),
    underTwoSeconds: rows.map(({ kind, decided, fast }) => ({ kind, decided, fast })),
  };
}

const waiting = `
  select kind, count(*)::int as count, ${ageOf('now()')} as age
  from asks where ${ofProjects} and status = 'open' group by kind, age order by kind, age`;

type Waiting = Numbers['openAsks'][number];

/** One pass over the runs of the span, for both outcomes and days. Days are counted from 1970, by UTC. */
const started = `
  select floor(date_part('epoch', started_at) / 86400)::int as day, status, count(*)::int as count,
    sum(spent_micro_usd)::float8 as "microUsd"
  from runs where ${ofProjects} and started_at >= $2::timestamptz and started_at < $3::timestamptz
  group by day, status`;

type Started = { day: number; status: RunStatus; count: number; microUsd: number };

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);

const dayLength = 86_400_000;

function daysOf(rows: Started[], since: Date, until: Date): Numbers['byDay'] {
  const days: Numbers['byDay'] = [];
  for (let day = Math.floor(since.getTime() / dayLength); day * dayLength < until.getTime(); day += 1) {
    const ofDay = rows.filter((row) => row.day === day);
    const started = sum(ofDay.map((row) => row.count));
    days.push({ day: new Date(day * dayLength), started, microUsd: sum(ofDay.map((row) => row.microUsd)) });
  }
  return days;
}

const outcomesOf = (rows: Started[]): Numbers['runsByOutcome'] =>
  runStatuses
    .map((status) => ({ status, count: sum(rows.filter((row) => row.status === status).map((row) => row.count)) }))
    .filter(({ count }) => count > 0);

const dear = `
  select id as "runId", title, spent_micro_usd::float8 as "microUsd", spent_input_tokens::float8 as "inputTokens",
    spent_output_tokens::float8 as "outputTokens"
  from runs where ${ofProjects} and started_at >= $2::timestamptz and started_at < $3::timestamptz
    and spent_micro_usd + spent_input_tokens + spent_output_tokens > 0
  order by spent_micro_usd desc, spent_input_tokens + spent_output_tokens desc, id limit ${dearest}`;

type Dear = { runId: string; title: string; microUsd: number; inputTokens: number; outputTokens: number };

/** Runs the four queries at the same time, each on a connection of its own. */
export async function readNumbers(
  on: Sender,
  projectIds: readonly string[],
  since: Date,
  until: Date,
): Promise<Numbers> {
  const span: Span = [each(projectIds), since.toISOString(), until.toISOString()];
  const [answered, openAsks, runs, dears] = await Promise.all([
    readAnswers(on, span),
    send<Waiting>(on, waiting, span[0]),
    send<Started>(on, started, ...span),
    send<Dear>(on, dear, ...span),
  ]);
  return {
    asOf: new Date(),
    ...answered,
    openAsks,
    runsByOutcome: outcomesOf(runs),
    costByRun: dears.map(({ runId, title, ...cost }) => ({ runId, title, cost })),
    byDay: daysOf(runs, since, until),
  };
}

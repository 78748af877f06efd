import type { Sql } from 'postgres';

/** What is so at one moment, of all that people decide. */
export interface Truth {
  /** By run: a digest of all that is kept of it, and its version. */
  runs: Map<string, Kept>;
  /** Everything that belongs to no run: projects, links, keys. */
  rest: string;
  /** What happened, but for what was refused, by its id. */
  ledger: Map<string, Entry>;
  /** How many visits counted. */
  counted: number;
}

export interface Entry {
  runId: string | null;
  kind: string;
  person: string | null;
}

const digests = `
  with kept as (
    select id as run, r::text as row from runs r
    union all select run_id, t::text from asks t
    union all select a.run_id, t::text from answers t join asks a on a.id = t.ask_id
    union all select run_id, t::text from attempts t
    union all select run_id, t::text from checkpoints t
    union all select run_id, t::text from artifacts t
    union all select a.run_id, t::text from versions t join artifacts a on a.id = t.artifact_id
    union all select run_id, t::text from messages t
    union all select a.run_id, t::text from grants t join asks a on a.id = t.ask_id
  )
  select kept.run, md5(string_agg(row, E'\\n' order by row)) as digest, max(runs.version) as version
  from kept join runs on runs.id = kept.run group by kept.run`;

const rest = `
  select md5(string_agg(row, E'\\n' order by row)) as rest from (
    select t::text as row from projects t
    union all select t::text from definitions t
    union all select t::text from account_links t
    union all select t::text from api_keys t
  ) as all_of_it`;

const ledger = `
  select id, run_id as "runId", kind, actor ->> 'personId' as person from ledger where kind <> 'command.refused'`;

/** Cards, deliveries and refusals are no part of it: they show, carry and tell, and decide nothing. */
export async function readTruth(sql: Sql): Promise<Truth> {
  return sql.begin('isolation level repeatable read', async (tx) => {
    const runs = await tx.unsafe<{ run: string; digest: string; version: number }[]>(digests);
    const entries = await tx.unsafe<(Entry & { id: string })[]>(ledger);
    const [others] = await tx.unsafe<{ rest: string }[]>(rest);
    const [counted] = await tx.unsafe<{ n: number }[]>('select count(*)::int as n from deliveries');
    return {
      runs: new Map(runs.map(({ run, digest, version }) => [run, { digest, version }])),
      rest: others?.rest ?? '',
      ledger: new Map(entries.map(({ id, ...entry }) => [id, entry])),
      counted: counted?.n ?? 0,
    };
  });
}

/** What an honest person did between two looks: one decision on one run, which left these entries in their name. */
export interface Did {
  /** Null: in nobody's name. */
  person: string | null;
  /** Null: it started one. */
  runId: string | null;
  kinds: readonly string[];
}

/** Whatever is so now, and neither was before nor was done by the honest. Each is told in words. */
export function unexplained(before: Truth, now: Truth, done: readonly Did[]): string[] {
  const news = [...now.ledger].filter(([id]) => !before.ledger.has(id)).map(([, entry]) => entry);
  const { left, lost, decisions } = explain(news, done);
  const faults = [
    ...lost,
    ...left.map(({ kind, runId, person }) => `unexplained: ${kind} by ${person ?? 'nobody'} on ${runId ?? 'no run'}`),
    ...[...now.runs].flatMap(([runId, is]) => changed(runId, is, { was: before.runs.get(runId), decisions })),
  ];
  if (now.rest !== before.rest) faults.push('unexplained: a project, a link or a key has changed');
  const counted = now.counted - before.counted;
  return counted === done.length ? faults : [...faults, `${counted} visits counted, and ${done.length} should have`];
}

/** Takes from what is new what the honest did: what is left, what of theirs is missing, and how often each run was decided on. */
function explain(
  news: Entry[],
  done: readonly Did[],
): { left: Entry[]; lost: string[]; decisions: Map<string, number> } {
  const [left, lost, decisions] = [[...news], [] as string[], new Map<string, number>()];
  for (const { person, kinds, ...did } of done) {
    const started = news.find((it) => it.kind === 'run.started' && it.person === person);
    const runId = did.runId ?? started?.runId ?? '';
    decisions.set(runId, (decisions.get(runId) ?? 0) + 1);
    for (const kind of kinds) {
      const at = left.findIndex((it) => it.runId === runId && it.kind === kind && it.person === person);
      if (at === -1) lost.push(`lost: no ${kind} of ${person ?? 'nobody'} on ${runId}`);
      else left.splice(at, 1);
    }
  }
  return { left, lost, decisions };
}

interface Kept {
  digest: string;
  version: number;
}

/** Each decision raises a run's version by one; without any, nothing of it changes. */
function changed(
  runId: string,
  is: Kept,
  { was, decisions }: { was: Kept | undefined; decisions: Map<string, number> },
): string[] {
  const times = decisions.get(runId) ?? 0;
  if (!was) return times === 0 ? [`unexplained: ${runId} was started`] : [];
  if (is.version !== was.version + times)
    return [`unexplained: ${runId} went from version ${was.version} to ${is.version}`];
  return times === 0 && is.digest !== was.digest ? [`unexplained: ${runId} is not what it was`] : [];
}

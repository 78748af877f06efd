import type { Sql } from 'postgres';

/** What is so at one moment, of all that people decide. */
export interface Truth {
  /** By run: a digest of all that is kept of it, and its version. */
  runs: Map<string, { digest: string; version: number }>;
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
  }) as Promise<Truth>;
}

/** What an honest person did between two looks: one decision on one run, which left these entries in their name. */
export interface Did {
  person: string;
  /** Null: it started one. */
  runId: string | null;
  kinds: readonly string[];
}

/** Whatever is so now, and neither was before nor was done by the honest. Each is told in words. */
export function unexplained(before: Truth, now: Truth, done: readonly Did[]): string[] {
  const faults: string[] = [];
  const touched = new Map<string, number>();
  const owed = [...done];
  const news = [...now.ledger].filter(([id]) => !before.ledger.has(id)).map(([, entry]) => entry);
  for (const entry of news) touched.set(entry.runId ?? '', touched.get(entry.runId ?? '') ?? 0);
  for (const did of owed) {
    const runId = did.runId ?? news.find(({ kind, person }) => kind === 'run.started' && person === did.person)?.runId;
    if (runId === undefined || runId === null) {
      faults.push(`lost: ${did.person} started no run`);
      continue;
    }
    touched.set(runId, (touched.get(runId) ?? 0) + 1);
    for (const kind of did.kinds) {
      const at = news.findIndex((it) => it.runId === runId && it.kind === kind && it.person === did.person);
      if (at === -1) faults.push(`lost: no ${kind} of ${did.person} on ${runId}`);
      else news.splice(at, 1);
    }
  }
  faults.push(
    ...news.map(({ kind, runId, person }) => `unexplained: ${kind} by ${person ?? 'nobody'} on ${runId ?? 'no run'}`),
  );
  for (const [runId, { digest, version }] of now.runs) {
    const was = before.runs.get(runId);
    const times = touched.get(runId) ?? 0;
    if (was && times === 0 && was.digest !== digest) faults.push(`unexplained: ${runId} is not what it was`);
    if (was && version !== was.version + times)
      faults.push(`unexplained: ${runId} went from version ${was.version} to ${version}`);
    if (!was && times === 0) faults.push(`unexplained: ${runId} was started`);
  }
  if (now.rest !== before.rest) faults.push('unexplained: a project, a link or a key has changed');
  if (now.counted !== before.counted + done.length) {
    faults.push(`${now.counted - before.counted} visits counted, and ${done.length} should have`);
  }
  return faults;
}

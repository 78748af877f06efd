import type { Sql, TransactionSql } from 'postgres';
import { digestOf } from '../../../src/core/digest.ts';
import { definition, project } from '../sample.ts';

export interface Volume {
  runs: number;
  /** Runs are spread evenly over so many days before `until`. */
  days: number;
  until: Date;
}

/** Ledger entries of a run: what a run of one gated stage leaves, with a message and a pause. */
export const entriesPerRun = 10;

/** The three projects of the volume: seven runs of ten belong to the first. */
export const volumeProjects = ['paper', 'film', 'quiet'] as const;

/** One entry in ten thousand runs, each: what a filter by them has to find in all the rest. */
export const rare = { kind: 'command.refused', actor: 'zoe' } as const;

/** As many runs as are asked for, with their attempts, Asks, answers, versions and ledger entries, made inside Postgres. */
export async function fill(sql: Sql, { runs, days, until }: Volume): Promise<void> {
  const digest = digestOf(definition);
  await sql.begin(async (tx) => {
    // Neither foreign keys nor our triggers look at each row: what is made here is whole.
    await tx`set local session_replication_role = replica`;
    await tx`set local synchronous_commit = off`;
    await tx`set local statement_timeout = 0`;
    await tx`
      insert into projects (id, definition, folder)
      select id, ${JSON.stringify(project)}::text::jsonb || jsonb_build_object('project', id, 'name', initcap(id)), '/tmp'
      from json_array_elements_text(${JSON.stringify(volumeProjects)}::text::json) id on conflict do nothing`;
    await tx`
      insert into definitions (digest, definition) values (${digest}, ${JSON.stringify(definition)}::text::jsonb)
      on conflict do nothing`;
    await tx`
      create temporary table v on commit drop as
      select n, 'run-' || md5(n::text) as run, 'attempt-' || md5(n::text) as attempt, 'ask-' || md5(n::text) as ask,
        case when n % 10 < 7 then 'paper' when n % 10 < 9 then 'film' else 'quiet' end as project,
        'p' || n % 40 as person,
        case when n > ${runs} * 0.98 then 'awaiting' when n % 1000 = 3 then 'failed' when n % 50 = 1 then 'cancelled'
          else 'completed' end as status,
        ${until}::timestamptz - make_interval(secs => (${runs} - n) * ${(days * 86_400) / runs}::float8) as at
      from generate_series(1, ${runs}::int) n`;
    await tx`analyze v`;
    await tx`
      insert into runs (id, project_id, pipeline_id, definition_digest, title, status, epoch, version, outputs, stage,
        round, tries, mode, brief, parameters, spent_micro_usd, spent_input_tokens, spent_output_tokens, feedback,
        trigger_id, trigger_source, trigger_person_id, trigger_person_name, trigger_where, triggered_at,
        trigger_context, endings, started_at, ended_at)
      select run, project, case when n % 10000 = 5 then 'seldom' else 'notes' end, ${digest}, 'Notes number ' || n, status, 3, 12,
        0, 1, 0, 0, 'checkpoint', repeat('What happened in November. ', 10), '{"tone": "dry"}', n % 1000 * 1000, 1200,
        300, '[]', 'trigger-' || run, 'console_form', person, initcap(person),
        '{"surface": "console", "channel": "general", "thread": null}', at, '{}', 1, at,
        case when status = 'awaiting' then null else at + interval '2 hours' end
      from v order by n`;
    await tx`
      insert into attempts (id, run_id, stage, stage_id, number, epoch, status, steps, takeovers, feedback, created_at,
        started_at, ended_at)
      select attempt, run, 0, 'draft', 1, 1, 'done', 1, 0, '[]', at, at, at + interval '1 minute' from v order by n`;
    await tx`
      insert into artifacts (id, project_id, run_id, name, canon, latest, last_run_id)
      select run || '.notes', project, run, 'notes', 1, 1, run from v
      union all
      select project || '.tag', project, null, 'tag', count(*), count(*), max(run) from v group by project`;
    await tx`
      insert into versions (artifact_id, number, base, digest, length, by_kind, by_name, attempt_id, rehearsal, at)
      select run || '.notes', 1, null, md5(run), 1200, 'role', 'writer', attempt, false, at from v
      union all
      select project || '.tag', number, nullif(number - 1, 0), md5(run), 12, 'command', 'tag', attempt, false, at
      from (select *, row_number() over (partition by project order by n) as number from v) numbered`;
    await fillAsks(tx);
    await fillLedger(tx);
  });
  await sql`vacuum analyze runs, attempts, artifacts, versions, asks, answers, ledger`;
}

async function fillAsks(tx: TransactionSql): Promise<void> {
  await tx`
    create temporary table q on commit drop as
    select ask || '-' || k as id, k, n, run, project, person, attempt,
      case when k = 1 then 'gate' when n % 3 = 0 then 'blocker' else 'suggestion' end as kind,
      case when k = 1 and status = 'awaiting' then 'open' when n % 20 = 0 then 'withdrawn' else 'decided' end as status,
      at + make_interval(mins => k) as opened, at + make_interval(mins => k, secs => (n % 700) ^ 2 * 0.3 + 0.5) as settled
    from v cross join generate_series(1, 2) k`;
  await tx`
    insert into asks (id, project_id, run_id, kind, status, revision, version, subject, digest, choices, policy,
      opened_at, expires_at, outcome, settled_at)
    select id, project, run, kind, status, 1, 2,
      jsonb_build_object('about', 'stage_done', 'stage', 0, 'stageId', 'draft', 'items', jsonb_build_array(
        jsonb_build_object('artifactId', run || '.notes', 'name', 'notes', 'version', 1, 'digest', md5(run),
          'length', 1200, 'rehearsal', false))),
      md5(id), '[{"id": "approve", "decides": true, "words": "none", "irreversible": false, "quorum": true}]',
      '{"approvers": "anyone-who-may-decide", "quorum": 1, "excluded": []}', opened, null,
      case when status = 'open' then null else jsonb_build_object('status', status, 'choice', 'approve',
        'by', initcap(person), 'words', null, 'where', '{"surface": "console", "channel": "general", "thread": null}'::jsonb,
        'at', to_char(settled at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'why', null) end,
      case when status <> 'open' then settled end
    from q order by n`;
  await tx`
    insert into answers (id, ask_id, revision, person_id, person_name, choice, words, digest, location, at)
    select 'answer-' || id, id, 1, person, initcap(person), 'approve', null, md5(id),
      '{"surface": "console", "channel": "general", "thread": null}', settled
    from q where status = 'decided' order by n`;
}

async function fillLedger(tx: TransactionSql): Promise<void> {
  await tx`
    insert into ledger (id, project_id, run_id, kind, actor, at, subject, payload, status_from, status_to)
    select 'led-' || md5(run || k), project, run, kind,
      case when kind like 'attempt.%' or kind = 'ask.opened' then '{"kind": "system", "name": "worker"}'::jsonb
      else jsonb_build_object('kind', 'person', 'personId', who, 'name', initcap(who),
        'permissions', '["view", "message", "operate", "decide", "edit"]'::jsonb,
        'account', jsonb_build_object('surface', 'console', 'team', 'local', 'user', who),
        'where', '{"surface": "console", "channel": "general", "thread": null}'::jsonb) end,
      at + make_interval(mins => k), jsonb_build_object('attempt', attempt, 'ask', ask || '-1', 'artifact', run || '.notes'),
      jsonb_build_object('stage', 'draft', 'version', 1, 'digest', md5(run)), null, null
    from (
      select *, case when n % 10000 = 7 and k = 7 then ${rare.actor} else person end as who,
        case when n % 10000 = 8 and k = 8 then ${rare.kind} else (array['run.started', 'attempt.claimed',
          'attempt.step_begun', 'attempt.done', 'ask.opened', 'ask.decided', 'message.accepted', 'run.paused',
          'run.resumed', 'run.completed'])[k] end as kind
      from v cross join generate_series(1, ${entriesPerRun}) k
    ) entries order by n, k`;
}

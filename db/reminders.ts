import { digestOf } from '../src/core/digest.ts';
import {
  type DueIn,
  type Facts,
  holdsOfPeople,
  type OpenAsk,
  type Reminder,
  type Reminders,
  type StandingReminder,
} from '../src/core/attention/reminder.ts';
import type { DueEffect } from '../src/core/ports.ts';
import type { Execution, Place } from '../src/core/project/definition.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { fromJson, insertInto, keysOf, send, type Json } from './json.ts';
import { type OnLeftOut, readable } from './left-out.ts';
import type { Sender } from './pool.ts';
import { toAsk } from './rows/ask.ts';
import { toRun } from './rows/run.ts';
import { postingId, toConvergeRow, toDue } from './run/effects.ts';
import { insertDue, insertPostings } from './run/statements.ts';
import { answers, asks } from './schema/asks.ts';
import { outbox } from './schema/outbox.ts';
import { reminders } from './schema/reminders.ts';
import { runs } from './schema/runs.ts';
import { begin } from './transaction.ts';

/** So many questions are in hand at once, a few megabytes; what is behind them comes with the next round (R13). */
const mostInHand = 2_000;

/** One process plans for a project at a time; the others have nothing to wait for. Runs may go on meanwhile. */
const lockProject = 'select from projects where id = $1 for no key update skip locked';

/** A plan for the few reminders that there were took 20 s for the 40,000 of a burst (R13). */
const plannedAnew = 'set local plan_cache_mode = force_custom_plan';

const askedAt = 'coalesce(a.revised_at, a.opened_at)';
/** Not where its card has never come: a surface that nobody shows would keep whoever is called there waiting for ever. */
const stands = 'p.lost is null and p.ref_message is not null';

const heldByPeople = holdsOfPeople.map((reason) => `'${reason}'`).join();
/** Of a run that was never held, nobody looks for it. */
const resumedAt = `
  to_json(case when runs.epoch > 1 then (
    select max(at) from ledger where ledger.run_id = runs.id and kind = 'run.resumed') end)`;

/**
 * Open questions whose last step's time has come, and of which nobody was reminded since; oldest first. Only those that stand somewhere
 * and are not held: what nobody is told of would keep the others from the page. The page is found first, and read then. Holds are looked
 * up one by one: joined, each of ten thousand was compared with all others where Postgres took nearly no run to be held.
 */
const due = `
  select row_to_json(a) as ask, runs.trigger_person_id as starter, runs.execution, ${resumedAt} as "resumedAt", (
    select json_agg(json_build_object('surface', p.surface, 'channel', p.channel) order by p.surface, p.channel)
    from postings p where p.subject_kind = 'ask' and p.subject_id = a.id and ${stands}) as "standsAt", (
    select json_agg(x order by x.at, x.id) from answers x where x.ask_id = a.id and x.revision = a.revision) as answers
  from (
    select a.id from asks a cross join lateral (
      select width_bucket(date_part('epoch', $3::timestamptz - ${askedAt}), (
        select array_agg(seconds::float8 order by nth)
        from json_array_elements_text($2::text::json) with ordinality as after(seconds, nth))) - 1 as step
    ) reached
    where a.project_id = $1 and a.status = 'open' and reached.step >= 0
      and not exists (
        select from reminders r where r.ask_id = a.id and r.revision = a.revision and r.step >= reached.step)
      and exists (select from postings p where p.subject_kind = 'ask' and p.subject_id = a.id and ${stands})
      and (a.kind = 'blocker' or
        (select coalesce(hold_reason, '') from runs where runs.id = a.run_id) not in (${heldByPeople}))
    order by ${askedAt}, a.id limit ${mostInHand}
  ) found join asks a on a.id = found.id join runs on runs.id = a.run_id order by ${askedAt}, a.id`;

/** Whom the project has called since `$2`; and to these Asks, whenever. */
const told = `
  select row_to_json(r) as row from reminders r
  where project_id = $1 and (at > $2::timestamptz or ask_id in (select json_array_elements_text($3::text::json)))`;

/** Whose last call has not gone out: their surface is away, and what comes now would come together with it. */
const unreached = `
  select distinct r.person_id as "personId" from outbox o
    join postings p on p.id = o.payload ->> 'postingId' and p.subject_kind = 'reminder'
    join reminders r on r.reminder_id = p.subject_id
  where o.done_at is null and o.kind = 'converge' and r.project_id = $1`;

/** Asked as they were, open, and not reminded of at a later step. */
const standing = `
  select row_to_json(a) as ask, (select row_to_json(r) from runs r where r.id = a.run_id) as run
  from asks a where a.status = 'open' and exists (
    select from reminders r where r.reminder_id = $1 and r.ask_id = a.id and r.revision = a.revision and not exists (
      select from reminders later where later.ask_id = r.ask_id and later.revision = r.revision and later.step > r.step))
  order by ${askedAt}, a.id`;

const ofMessage =
  'select row_to_json(r) as row from reminders r where reminder_id = $1 order by person_name, person_id';

/** The fence of the fence: what was kept before is not kept again. */
const insertReminders = insertInto(reminders, keysOf(reminders), 'on conflict do nothing');

type DueRow = {
  ask: Json;
  answers: Json[] | null;
  starter: string;
  execution: Execution;
  resumedAt: string | null;
  standsAt: Place[];
};

/** Who was reminded of what, in Postgres; each reminder is due on its surface as it is kept. */
export function createReminders(
  { pool }: Client,
  onDue: (due: DueEffect[]) => void | Promise<void>,
  onLeftOut: OnLeftOut = () => undefined,
): Reminders {
  return {
    async remind(where, plan) {
      const made = await explained(
        begin(pool, async (tx) => {
          const locked = await send(tx, lockProject, where.projectId);
          if (locked.length === 0) return { count: 0, effects: [] };
          const facts = await readFacts(tx, where, onLeftOut);
          const planned = facts.asks.length === 0 ? [] : plan(facts);
          return { count: planned.length, effects: await keep(tx, planned, where) };
        }),
      );
      if (made.effects.length > 0) await onDue(made.effects);
      return made.count;
    },

    async find(reminderId) {
      const [rows, found] = await Promise.all([
        explained(send<{ row: Json }>(pool, ofMessage, reminderId)),
        explained(send<{ ask: Json; run: Json }>(pool, standing, reminderId)),
      ]);
      const kept = rows.map(({ row }) => fromJson(reminders, row));
      const open = readable(found, toRecord, onLeftOut);
      return open.length === 0
        ? null
        : { calls: callsOf(kept), asks: open, of: new Set(kept.map((it) => it.askId)).size };
    },
  };
}

async function readFacts(
  tx: Sender,
  { projectId, settings, now }: DueIn,
  onLeftOut: OnLeftOut,
): Promise<Pick<Facts, 'asks' | 'told' | 'unreached'>> {
  const since = new Date(now.getTime() - settings.interval * 1000).toISOString();
  await send(tx, plannedAnew);
  const found = await send<DueRow>(tx, due, projectId, JSON.stringify(settings.after), now.toISOString());
  // Their steps are counted anew: what was said before is not lately.
  const resumed = found.flatMap(({ ask, resumedAt: at }) => (at === null ? [] : [String(ask.id)]));
  const [called, away] = await Promise.all([
    send<{ row: Json }>(tx, told, projectId, since, JSON.stringify(resumed)),
    send<{ personId: string }>(tx, unreached, projectId),
  ]);
  return {
    asks: readable(found, toOpen, onLeftOut),
    told: called.map(({ row }) => fromJson(reminders, row)),
    unreached: away.map(({ personId }) => personId),
  };
}

const toOpen = ({ ask, answers: given, starter, execution, resumedAt: resumed, standsAt }: DueRow): OpenAsk => ({
  ask: toAsk(
    fromJson(asks, ask),
    (given ?? []).map((json) => fromJson(answers, json)),
  ),
  starterId: starter,
  ...{ execution, standsAt },
  resumedAt: resumed === null ? null : new Date(resumed),
});

function toRecord({ ask, run }: { ask: Json; run: Json }): StandingReminder['asks'][number] {
  return { ask: toAsk(fromJson(asks, ask), []), run: toRun(fromJson(runs, run)) };
}

const callsOf = (kept: readonly (typeof reminders.$inferSelect)[]): StandingReminder['calls'] =>
  [...new Map(kept.map((row) => [row.personId, row])).values()].map(({ personId, personName: name, userId: user }) => ({
    ...{ personId, name, user },
  }));

/** Rows, postings and what is due of them: all of it or nothing. */
async function keep(tx: Sender, planned: readonly Reminder[], { projectId, now }: DueIn): Promise<DueEffect[]> {
  if (planned.length === 0) return [];
  const rows = planned.flatMap((reminder) => rowsOf(reminder, projectId, now));
  const copies = planned.flatMap(postingOf);
  const [, , written] = await Promise.all([
    send(tx, insertReminders.text, insertReminders.toParameter(rows)),
    send(tx, insertPostings.text, insertPostings.toParameter(copies)),
    send<{ due: Json }>(tx, insertDue.text, insertDue.toParameter(copies.map(toConvergeRow))),
  ]);
  return written.map((row) => toDue(fromJson(outbox, row.due)));
}

/** It follows from what it says, and to whom. */
const idOf = ({ place, due: asked, calls }: Reminder): string =>
  `rem_${digestOf([place, asked.map(({ ask, step }) => [ask.id, ask.revision, step]), calls.map((it) => it.personId)]).slice(0, 20)}`;

function rowsOf(reminder: Reminder, projectId: string, at: Date): (typeof reminders.$inferInsert)[] {
  const reminderId = idOf(reminder);
  return reminder.due.flatMap(({ ask: { id: askId, revision }, step }) =>
    reminder.calls.map(({ personId, name: personName, user: userId }) => ({
      ...{ askId, revision, step, personId, personName, userId, reminderId, projectId, at },
    })),
  );
}

function postingOf(reminder: Reminder) {
  const [first] = reminder.due;
  if (!first) return [];
  const subject = { kind: 'reminder' as const, id: idOf(reminder) };
  const { surface, channel } = reminder.place;
  return [
    {
      ...{ id: postingId(subject, reminder.place), runId: first.ask.runId, surface, channel },
      ...{ subjectKind: subject.kind, subjectId: subject.id },
    },
  ];
}

import type { Posting, Postings } from '../src/core/ports.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { fromJson, send, type Json } from './json.ts';
import { postingId } from './run/effects.ts';
import { postings } from './schema/postings.ts';

type Row = typeof postings.$inferSelect;

function toPosting(row: Row): Posting {
  const { id, runId, shown, lost, refChannel: channel, refThread: thread, refMessage: message } = row;
  return {
    ...{ id, runId, shown, lost },
    subject: { kind: row.subjectKind, id: row.subjectId },
    place: { surface: row.surface, channel: row.channel },
    ref: channel === null || message === null ? null : { channel, thread, message },
  };
}

const select = 'select row_to_json(p) as row from postings p where';
const byId = `${select} id = $1`;
const byRef = `${select} surface = $1 and ref_channel = $2 and ref_message = $3`;
// Also finds former root cards: one that was deleted, or whose thread no longer accepted posts, was replaced, but its old thread is still the run's (R7).
const byThread = `
  ${select} surface = $1 and ref_channel = $2 and (ref_message = $3 and subject_kind = 'run' or ref_thread = $3 or former_heads @> array[$3::text])
  order by subject_kind = 'run' desc limit 1`;
const bySubject = `${select} subject_kind = $1 and subject_id = $2`;
const unsaidBefore = `
  select row_to_json(p) as row from postings p join messages said on said.id = p.subject_id
    join messages these on these.id = $2
  where p.run_id = $1 and p.subject_kind = 'message' and p.surface = $3 and p.channel = $4
    and p.ref_message is null and p.lost is null and (said.at, said.id) < (these.at, these.id)
    and exists (select from outbox where key = 'converge:' || p.id and done_at is null)
  order by said.at, said.id`;
const record = `
  update postings set ref_channel = $3, ref_thread = $4, ref_message = $5, shown = $6::int, lost = null,
    former_heads = case when subject_kind = 'run' and ref_message <> $5 then former_heads || ref_message else former_heads end
  where id = $1 and shown = $2::int returning id`;
const lose = 'update postings set lost = $2 where id = $1';

export function createPostings({ pool }: Client): Postings {
  const all = async (text: string, ...values: string[]): Promise<Posting[]> => {
    const found = await explained(send<{ row: Json }>(pool, text, ...values));
    return found.map(({ row }) => toPosting(fromJson(postings, row)));
  };
  const first = async (text: string, ...values: string[]): Promise<Posting | null> =>
    (await all(text, ...values))[0] ?? null;

  return {
    get: (id) => first(byId, id),
    at: (surface, ref) => first(byRef, surface, ref.channel, ref.message),
    runOfThread: async (surface, channel, thread) => (await first(byThread, surface, channel, thread))?.runId ?? null,
    rootOf: (runId, place) => first(byId, postingId({ kind: 'run', id: runId }, place)),
    ofSubject: ({ kind, id }) => all(bySubject, kind, id),
    unsaidBefore: ({ runId, subject, place }) => all(unsaidBefore, runId, subject.id, place.surface, place.channel),

    async record(id, seen, ref, shown) {
      const recorded = send(pool, record, id, seen, ref.channel, ref.thread, ref.message, shown);
      return (await explained(recorded)).length > 0;
    },

    async markLost(id, why) {
      await explained(send(pool, lose, id, why));
    },
  };
}

import { and, eq, type SQL } from 'drizzle-orm';
import type { Posting, Postings } from '../src/core/ports.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
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

export function createPostings({ db }: Client): Postings {
  const select = async (where: SQL | undefined): Promise<Posting[]> =>
    (await explained(db.select().from(postings).where(where))).map(toPosting);
  const first = async (where: SQL | undefined): Promise<Posting | null> => (await select(where))[0] ?? null;

  return {
    get: (id) => first(eq(postings.id, id)),

    at: (surface, ref) =>
      first(
        and(eq(postings.surface, surface), eq(postings.refChannel, ref.channel), eq(postings.refMessage, ref.message)),
      ),

    async runOfThread(surface, channel, thread) {
      const heads = and(
        eq(postings.surface, surface),
        eq(postings.refChannel, channel),
        eq(postings.refMessage, thread),
        eq(postings.subjectKind, 'run'),
      );
      return (await first(heads))?.runId ?? null;
    },

    rootOf: (runId, place) => first(eq(postings.id, postingId({ kind: 'run', id: runId }, place))),

    ofSubject: ({ kind, id }) => select(and(eq(postings.subjectKind, kind), eq(postings.subjectId, id))),

    async record(id, seen, ref, shown) {
      const set = { refChannel: ref.channel, refThread: ref.thread, refMessage: ref.message, shown, lost: null };
      const unseen = and(eq(postings.id, id), eq(postings.shown, seen));
      return (await explained(db.update(postings).set(set).where(unseen).returning({ id: postings.id }))).length > 0;
    },

    async markLost(id, why) {
      await explained(db.update(postings).set({ lost: why }).where(eq(postings.id, id)));
    },
  };
}

import type { Engine } from '../kill/engine.ts';
import { withSql } from '../kill/team.ts';

export type Surface = 'slack' | 'discord' | 'console';
/** One copy of a card, as its platform names it. */
export interface Ref {
  channel: string;
  thread: string | null;
  message: string;
}

/** An Ask that is open, and its copies. */
export interface Question {
  ask: string;
  brief: string;
  at: Partial<Record<Surface, Ref>>;
}

interface Row extends Ref {
  ask: string;
  brief: string;
  surface: Surface;
}

/** The questions that are open and noted on all these surfaces: a click counts only on what we posted (S10). */
export async function openQuestions(engine: Engine, surfaces: readonly Surface[]): Promise<Question[]> {
  const rows = await withSql(
    engine,
    (sql) => sql<Row[]>`
      select a.id as ask, r.brief, p.surface, p.ref_channel as channel, p.ref_thread as thread, p.ref_message as message
      from asks a join runs r on r.id = a.run_id
      join postings p on p.subject_kind = 'ask' and p.subject_id = a.id
      where a.status = 'open' and p.ref_message is not null`,
  );
  return [...new Set(rows.map(({ ask }) => ask))].flatMap((ask) => {
    const of = rows.filter((it) => it.ask === ask);
    const copies = of.map(({ surface, channel, thread, message }) => [surface, { channel, thread, message }] as const);
    const at = Object.fromEntries(copies) as Question['at'];
    return surfaces.every((it) => at[it] !== undefined) ? [{ ask, brief: of[0]!.brief, at }] : [];
  });
}

/** What the truth has of one Ask: what is in force, and how often it was decided. */
export interface Verdict {
  status: string;
  choice: string | null;
  by: string | null;
  decisions: number;
  answers: number;
}

export async function verdictOn(engine: Engine, ask: string): Promise<Verdict> {
  const [row] = await withSql(
    engine,
    (sql) => sql<Verdict[]>`
      select status, outcome->>'choice' as choice, outcome->>'by' as by,
        (select count(*)::int from ledger where kind = 'ask.decided' and subject->>'ask' = asks.id) as decisions,
        (select count(*)::int from answers where ask_id = asks.id) as answers
      from asks where id = ${ask}`,
  );
  return row!;
}

import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import type { Engine } from './engine.ts';
import type { Click, Person } from './person.ts';
import type { Outward } from './project.ts';

/** An Ask that somebody has to answer, where its card hangs. */
interface OpenAsk {
  id: string;
  runId: string;
  kind: string;
  subject: { about: string; reason?: string; stageId?: string; attemptId?: string };
  round: number;
  thread: string | null;
  message: string | null;
}

/** What a person decided, as it should be found in the truth. */
export interface Decision {
  askId: string;
  choice: string;
}

const labels: Record<string, string> = {
  approve: 'Approve',
  reject: 'Reject…',
  resume: 'Resume…',
  happened: 'It happened, go on…',
  try_again: 'It did not, try again…',
};

const lookEvery = 120;
const mostAtOnce = 8;

/** People who start runs, and answer whatever is asked, until nothing is asked any more. */
export class Team {
  readonly decisions: Decision[] = [];
  /** What went wrong with a person, beside the product's own faults. */
  readonly troubles: string[] = [];
  private readonly busy = new Map<string, Promise<void>>();
  private readonly work: Promise<void>;
  private isOver = false;

  constructor(
    private readonly person: Person,
    private readonly engine: Engine,
    private readonly outward: () => Promise<Outward[]>,
  ) {
    this.work = this.keepAnswering();
  }

  /** By lot, but for what only the world outside can tell. Delivered is delivered: nobody sends that back. */
  private async choose({ kind, subject, round }: OpenAsk): Promise<string> {
    if (kind !== 'blocker') {
      const mayBeSentBack = subject.about === 'stage_done' && subject.stageId !== 'deliver' && round < 1;
      return mayBeSentBack && Math.random() < 0.15 ? 'reject' : 'approve';
    }
    if (subject.reason !== 'uncertain_effect') return 'resume';
    const lines = await this.outward();
    const hasEnded = lines.some((line) => line.attempt === subject.attemptId && line.what === 'end');
    return hasEnded ? 'happened' : 'try_again';
  }

  private async keepAnswering(): Promise<void> {
    while (!this.isOver) {
      const asks = await this.look().catch(() => []);
      for (const ask of asks) {
        if (this.busy.has(ask.id) || this.busy.size >= mostAtOnce) continue;
        const answering = this.answer(ask)
          .catch((error: unknown) => void this.troubles.push(String(error)))
          .finally(() => this.busy.delete(ask.id));
        this.busy.set(ask.id, answering);
      }
      await sleep(lookEvery);
    }
    await Promise.all(this.busy.values());
  }

  private async answer(ask: OpenAsk): Promise<void> {
    if (ask.message === null || ask.thread === null) return;
    const at = { thread: ask.thread, message: ask.message };
    const choice = await this.choose(ask);
    const press = (): Promise<Click | null> => this.person.press(at, labels[choice] ?? choice, `${ask.id} ${choice}`);
    const isDouble = Math.random() < 0.25;
    const clicks = await Promise.all([press(), ...(isDouble ? [press()] : [])]);
    // Where the button is not drawn yet, it is looked for again in a moment.
    const isAccepted = clicks.some((click) => click?.replies.some(({ kind }) => kind === 'told' || kind === 'done'));
    if (isAccepted) this.decisions.push({ askId: ask.id, choice });
  }

  private async look(): Promise<OpenAsk[]> {
    const found = await withSql(
      this.engine,
      (sql) => sql<OpenAsk[]>`
      select a.id, a.run_id as "runId", a.kind, a.subject, r.round, p.ref_thread as thread, p.ref_message as message
      from asks a join runs r on r.id = a.run_id
      left join postings p on p.subject_kind = 'ask' and p.subject_id = a.id
      where a.status = 'open' order by a.opened_at`,
    );
    return [...found];
  }

  async close(): Promise<void> {
    this.isOver = true;
    await this.work;
  }
}

/** A connection for one question: the server may be another one at the next. */
export async function withSql<T>(engine: Engine, ask: (sql: Sql) => Promise<T>): Promise<T> {
  const url = engine.url();
  if (url === undefined) throw new Error('There is no database now.');
  const sql = postgres(url, { max: 1, fetch_types: false, connect_timeout: 5, onnotice: () => undefined });
  try {
    return await ask(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

import { createBodies } from '../../../db/bodies.ts';
import { connect, type Client } from '../../../db/client.ts';
import { readChain } from '../../../db/seal.ts';
import { createReminders } from '../../../db/reminders.ts';
import { createViews } from '../../../db/views.ts';
import type { Seal } from '../../../src/core/ledger/chain.ts';
import type { LedgerEntry } from '../../../src/core/ledger/entry.ts';
import { createDrawing } from '../../../src/main/drawing.ts';
import type { Click } from './person.ts';
import type { Outward } from './project.ts';
import type { Decision } from './team.ts';
import { hearWitness, type Witnessed } from './witness.ts';

interface RunRow {
  id: string;
  brief: string;
  status: string;
  stage: number;
  stages: number;
}

interface AttemptRow {
  id: string;
  runId: string;
  stageId: string;
  number: number;
  status: string;
  leased: boolean;
}

interface AskRow {
  id: string;
  runId: string;
  status: string;
  about: string;
  stageId: string;
  choice: string | null;
}

interface AnswerRow {
  askId: string;
  choice: string;
}

interface VersionRow {
  runId: string;
  name: string;
  attemptId: string | null;
}

/** A copy of a card as people see it, and as it would be drawn now. */
interface Shown {
  subject: string;
  shown: unknown;
  now: unknown;
  /** Buttons that people can press there. */
  buttons: number;
  isSettled: boolean;
}

/** Everything that the checks read, straight from the database and the files, when all is quiet. */
export interface Truth {
  runs: RunRow[];
  attempts: AttemptRow[];
  asks: AskRow[];
  answers: AnswerRow[];
  versions: VersionRow[];
  entries: LedgerEntry[];
  chain: { seal: Seal; entry: LedgerEntry | null }[];
  witnessed: Witnessed[];
  cards: Shown[];
  /** Postings that were never posted, or given up. */
  unposted: string[];
  /** Work that is still due. */
  due: string[];
  outward: Outward[];
  decisions: readonly Decision[];
  clicks: readonly Click[];
  /** The briefs of the runs whose start was acknowledged. */
  started: readonly string[];
}

type Said = Pick<Truth, 'outward' | 'decisions' | 'clicks' | 'started'>;

export async function readTruth(url: string, said: Said): Promise<Truth> {
  const client = connect(url, { max: 4 });
  try {
    return { ...said, ...(await readRows(client)), ...(await readLedger(client)), ...(await readCards(client)) };
  } finally {
    await client.close();
  }
}

async function readRows({ sql }: Client) {
  const [runs, attempts, asks, answers, versions, due] = await Promise.all([
    sql<RunRow[]>`select r.id, r.brief, r.status, r.stage,
      jsonb_array_length(d.definition -> 'pipeline' -> 'stages') as stages
      from runs r join definitions d on d.digest = r.definition_digest`,
    sql<AttemptRow[]>`select id, run_id as "runId", stage_id as "stageId", number, status,
      lease_token is not null as leased from attempts order by run_id, number`,
    sql<AskRow[]>`select id, run_id as "runId", status, subject ->> 'about' as about,
      subject ->> 'stageId' as "stageId", outcome ->> 'choice' as choice from asks`,
    sql<AnswerRow[]>`select ask_id as "askId", choice from answers`,
    sql<VersionRow[]>`select a.run_id as "runId", a.name, v.attempt_id as "attemptId"
      from versions v join artifacts a on a.id = v.artifact_id`,
    sql<{ key: string }[]>`select key from outbox where done_at is null`,
  ]);
  const rows = { runs: [...runs], attempts: [...attempts], asks: [...asks] };
  return { ...rows, answers: [...answers], versions: [...versions], due: due.map(({ key }) => key) };
}

async function readLedger(client: Client): Promise<Pick<Truth, 'entries' | 'chain' | 'witnessed'>> {
  const views = createViews(client);
  const runs = await client.sql<{ id: string }[]>`select id from runs order by id`;
  const entries = await Promise.all(runs.map(({ id }) => views.activity(id, 10_000)));
  return {
    entries: entries.flat(),
    chain: await readChain(client, 'kill'),
    witnessed: await hearWitness(client.sql),
  };
}

interface PostingRow {
  kind: 'run' | 'ask' | 'message';
  id: string;
  lost: string | null;
  body: string | null;
}

async function readCards(client: Client): Promise<Pick<Truth, 'cards' | 'unposted'>> {
  const drawing = createDrawing(
    createViews(client),
    createBodies(client),
    createReminders(client, () => undefined),
  );
  const postings = await client.sql<PostingRow[]>`
    select p.subject_kind as kind, p.subject_id as id, p.lost, m.body
    from postings p left join console_messages m on m.id = p.ref_message`;
  const posted = postings.filter(({ body, lost }) => body !== null && lost === null);
  const cards = await Promise.all(
    posted
      .filter(({ kind }) => kind !== 'message')
      .map(async ({ kind, id, body }) => shownOf(`${kind} ${id}`, body ?? '', await drawing.card({ kind, id }))),
  );
  const unposted = postings
    .filter((it) => !posted.includes(it))
    .map((it) => `${it.kind} ${it.id}: ${it.lost ?? 'never posted'}`);
  return { cards, unposted };
}

function shownOf(subject: string, body: string, now: unknown): Shown {
  const { card } = JSON.parse(body) as { card: { buttons: unknown[]; outcome: unknown } };
  const isSettled = card.outcome !== null;
  return { subject, shown: card, now: JSON.parse(JSON.stringify(now)), buttons: card.buttons.length, isSettled };
}

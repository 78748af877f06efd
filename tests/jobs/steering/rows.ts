import type { History } from './history.ts';
import type { House } from './house.ts';
import { money } from './house.ts';
import { holds } from './law.ts';
import type { Onlooker } from './onlooker/onlooker.ts';
import { keyOf } from './onlooker/words.ts';

interface Rows {
  status: string;
  hold: string | null;
  spent: number;
  version: number;
  entries: number;
  chain: [string | null, string][];
  said: { text: string; origin: string; status: string }[] | null;
  /** Entries that say why words were rejected. */
  rejections: number;
  /** Of attempts. */
  versions: number;
  live: number;
  isDue: boolean;
}

const query = `
  select r.status, r.hold_reason as hold, r.spent_micro_usd::int as spent, r.version,
    (select count(*)::int from ledger l where l.run_id = r.id) as entries,
    (select json_agg(json_build_array(l.status_from, l.status_to) order by l.ordinal)
      from ledger l where l.run_id = r.id and l.status_to is not null) as chain,
    (select json_agg(json_build_object('text', b.text, 'origin', m.origin, 'status', m.status))
      from messages m join bodies b on b.digest = m.digest where m.run_id = r.id and m.kind = 'steering') as said,
    (select count(*)::int from ledger l where l.run_id = r.id and l.kind = 'message.rejected'
      and l.payload->>'rejected' is not null) as rejections,
    (select count(*)::int from attempts a join versions v on v.attempt_id = a.id where a.run_id = r.id) as versions,
    (select count(*)::int from attempts a where a.run_id = r.id and a.status in ('queued', 'running', 'parked')) as live,
    exists (select from outbox o where o.run_id = r.id and o.kind = 'run_stage' and o.done_at is null) as "isDue"
  from runs r where r.id = $1`;

/** Holds what is stored, once all is quiet, against what was answered and seen. */
export async function compare(house: House, history: History, onlooker: Onlooker): Promise<void> {
  const [rows] = await house.client.pool.rows<Rows>(query, [history.first.state.run.id]);
  const { now } = onlooker;
  const about = JSON.stringify(rows);
  holds(rows?.status === now.status && rows.hold === now.hold, 'what is stored is what was answered', about);
  if (!rows) return;
  holds(rows.version === now.version, 'what was answered is stored, and nothing else', about);
  holds(rows.spent === bill(history), 'each step is paid for once', `${rows.spent}, not ${bill(history)}`);
  holds(rows.live <= 1, 'one live attempt');
  holds(rows.status !== 'queued' || rows.isDue, 'a run that should move has its work due', about);
  const finished = history.changes.filter(
    ({ event, reply }) => event.kind === 'finish' && reply.versions.length > 0,
  ).length;
  holds(rows.versions === finished, 'a result is kept once, and none of those that were refused');
  ledger(rows, history);
  words(rows, now.words);
}

function ledger({ entries, chain, status }: Rows, { first, changes }: History): void {
  const told = [first, ...changes.map(({ reply }) => reply)].reduce((sum, it) => sum + it.entries.length, 0);
  holds(entries === told, 'everything that happened is in the ledger once', `${entries}, not ${told}`);
  const isWhole = chain.every(([from], n) => from === (chain[n - 1]?.[1] ?? null));
  holds(isWhole && chain.at(-1)?.[1] === status, 'the ledger tells each change of status', JSON.stringify(chain));
}

function words({ said, rejections }: Rows, all: Onlooker['now']['words']): void {
  const stored = new Map((said ?? []).map((it) => [keyOf(it), it.status]));
  const rejected = (said ?? []).filter(({ status, origin }) => status === 'rejected' && origin === 'person').length;
  holds(rejected === rejections, 'words are rejected with the reason', `${rejected}, and ${rejections} reasons`);
  for (const { key, state } of all) {
    const status = stored.get(key) ?? 'nowhere';
    const isSo =
      state === 'waiting' ? status === 'queued' : state === 'gone' ? status !== 'queued' : status === 'delivered';
    holds(isSo, 'words are stored as what became of them', `${key} is ${state}, and stored as ${status}`);
  }
}

/**
 * What the run has cost: the price of each call of the model whose worker was heard of again, the estimate of each other. One that its
 * worker never heard of, and began anew, was none.
 */
function bill({ steps, changes }: History): number {
  const sum = changes.map(({ event, reply }, n) => {
    if (event.kind !== 'begin_step' || event.call || reply.result.kind !== 'begin') return 0;
    const { step } = reply.result;
    const isHeardOfAgain = changes.slice(n + 1).some((it) => 'token' in it.event && it.event.token === event.token);
    if (!isHeardOfAgain) return money.estimate;
    return steps.some(({ token, number, hasEnded }) => token === event.token && number === step && hasEnded)
      ? money.price
      : 0;
  });
  return sum.reduce((all: number, it) => all + it, 0);
}

import type { Page, PageRequest } from '../../../../core/records/page.ts';
import type { AskFilter } from '../../../../core/records/records.ts';
import type { ConsoleParts } from '../../parts.ts';

/** What a page holds, at the least, where there is so much. */
const perPage = 25;

/** Pages of one person's decisions that are looked through for one kind, before the reader is asked whether to go on. */
const mostRounds = 8;

export interface Settled extends AskFilter {
  /** A person's id: what they decided themselves. */
  decider: string | null;
}

type Parts = Pick<ConsoleParts, 'records' | 'views'>;

/** Settled questions by id, newest outcome first. Who decided is in the ledger, which is read by actor. */
export async function readSettled(parts: Parts, settled: Settled, after: string | null): Promise<Page<string>> {
  const { decider, ...filter } = settled;
  if (decider !== null) return readDecided(parts, settled, after);
  const page = await parts.records.settledAsks(filter, { limit: perPage, after });
  return { items: page.items.map(({ ask }) => ask.id), next: page.next };
}

async function readDecided(parts: Parts, settled: Settled, after: string | null): Promise<Page<string>> {
  let found = await readRound(parts, settled, { limit: perPage, after });
  for (let round = 1; round < mostRounds && found.next !== null && found.items.length < perPage; round++) {
    const more = await readRound(parts, settled, { limit: perPage, after: found.next });
    found = { items: [...found.items, ...more.items], next: more.next };
  }
  return found;
}

async function readRound({ records, views }: Parts, settled: Settled, page: PageRequest): Promise<Page<string>> {
  const { projectIds, kinds, decider } = settled;
  const filter = { projectIds, actor: decider ?? '', kinds: ['ask.decided'] as const };
  const { items, next } = await records.activity(filter, page);
  const ids = items.flatMap(({ entry }) => entry.subject['ask'] ?? []);
  if (!kinds) return { items: ids, next };
  const found = await Promise.all(ids.map((id) => views.ask(id)));
  return { items: found.flatMap((it) => (it && kinds.includes(it.ask.kind) ? [it.ask.id] : [])), next };
}

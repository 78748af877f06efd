import { digestsOf } from '../../../../core/cards/ask-items.ts';
import type { RunView } from '../../../../core/ports.ts';
import type { ActivityRecord, ArtifactRecord, GrantUse } from '../../../../core/records/records.ts';
import { addCost, type Cost, noCost } from '../../../../core/run/run.ts';
import type { ConsoleParts } from '../../parts.ts';
import type { Account } from '../../../../core/people/actor.ts';
import { type Reader, readersOf } from '../../reader.ts';
import { type Threads, threadsOf } from './threads.ts';

/** Everything that a run's page shows. Each question is about this run alone, and has a limit of its own. */
export interface Inspected {
  view: RunView;
  reader: Reader;
  artifacts: ArtifactRecord[];
  activity: ActivityRecord[];
  /** What each attempt cost, as far as the ledger says. */
  costs: Map<string, Cost>;
  /** Of what the open questions are about, by digest. */
  texts: Map<string, string>;
  threads: Threads;
  /** How often its standing permissions were used, by id. */
  uses: ReadonlyMap<string, GrantUse>;
}

export const newestEntries = 50;
/** Entries that tell a cost; a run with more attempts than that says “not known” of the oldest. */
const costEntries = 200;

/** Null when there is no such run, or this person may not look at it: nobody learns which. */
export async function findRun(parts: ConsoleParts, account: Account, runId: string): Promise<RunView | null> {
  return (await findWithReader(parts, account, runId))?.view ?? null;
}

/** A run, and who looks at it. */
export type Found = Pick<Inspected, 'view' | 'reader'>;

export async function findWithReader(parts: ConsoleParts, account: Account, runId: string): Promise<Found | null> {
  const [view, readers] = await Promise.all([parts.views.run(runId), readersOf(parts, account)]);
  const reader = view && readers.get(view.state.run.projectId);
  return view && reader ? { view, reader } : null;
}

export async function inspect(parts: ConsoleParts, account: Account, runId: string): Promise<Inspected | null> {
  const found = await findWithReader(parts, account, runId);
  if (!found) return null;
  const { run, asks } = found.view.state;
  const filter = { projectIds: [run.projectId], runId };
  const paid = { ...filter, kinds: ['attempt.done', 'attempt.failed', 'attempt.released'] as const };
  const [artifacts, activity, costly, texts, threads, uses] = await Promise.all([
    parts.records.artifacts(runId),
    parts.records.activity(filter, { limit: newestEntries, after: null }),
    parts.records.activity(paid, { limit: costEntries, after: null }),
    parts.bodies.read(asks.flatMap(({ subject }) => digestsOf(subject))),
    threadsOf(parts, account, runId),
    parts.records.grantUses(found.view.state.grants.map(({ id }) => id)),
  ]);
  return { ...found, artifacts, activity: activity.items, costs: costsIn(costly.items), texts, threads, uses };
}

function costsIn(records: readonly ActivityRecord[]): Map<string, Cost> {
  const costs = new Map<string, Cost>();
  for (const { entry } of records) {
    const attempt = entry.subject['attempt'];
    const cost = costIn(entry.payload['cost']);
    if (attempt !== undefined && cost) costs.set(attempt, addCost(costs.get(attempt) ?? noCost, cost));
  }
  return costs;
}

/** An older or a later program's entry may say it in another way: then it is not known. */
function costIn(value: unknown): Cost | null {
  if (typeof value !== 'object' || value === null) return null;
  const { microUsd, inputTokens, outputTokens } = value as Partial<Record<keyof Cost, unknown>>;
  const isWhole = [microUsd, inputTokens, outputTokens].every((it) => typeof it === 'number' && Number.isFinite(it));
  return isWhole ? (value as Cost) : null;
}

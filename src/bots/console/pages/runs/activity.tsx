import type { FC } from 'hono/jsx';
import { oneLine } from '../../../../core/cards/agent-text.ts';
import type { Actor } from '../../../../core/people/actor.ts';
import type { LedgerEntry } from '../../../../core/ledger/entry.ts';
import type { ActivityRecord } from '../../../../core/records/records.ts';
import { Time } from '../../draw/text.tsx';
import { runWords as words } from '../../words/runs.ts';
import { newestEntries } from './read.ts';

export interface ActivityData {
  runId: string;
  /** Newest first. */
  entries: Pick<LedgerEntry, 'id' | 'kind' | 'actor' | 'at'>[];
}

export const activityOf = (runId: string, records: readonly ActivityRecord[]): ActivityData => ({
  runId,
  entries: records.map(({ entry: { id, kind, actor, at } }) => ({ id, kind, actor, at })),
});

const nameOf = (actor: Actor): string => (actor.kind === 'system' ? `wheelhouse, ${actor.name}` : oneLine(actor.name));

/** What happened last; the page of all activity tells the rest. */
export const ActivityView: FC<{ data: ActivityData }> = ({ data: { runId, entries } }) => (
  <>
    <h2>{words.activity}</h2>
    <p class="note">
      {words.newestEntries(newestEntries)}{' '}
      <a href={`/activity?run=${encodeURIComponent(runId)}`}>{words.allActivity}</a>
    </p>
    <ol class="lines short">
      {entries.map(({ kind, actor, at }) => (
        <li>
          <Time at={at} /> <strong>{words.what(kind)}</strong> {words.by(nameOf(actor))}
        </li>
      ))}
    </ol>
  </>
);

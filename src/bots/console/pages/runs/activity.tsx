import type { FC } from 'hono/jsx';
import type { LedgerEntry } from '../../../../core/ledger/entry.ts';
import type { ActivityRecord } from '../../../../core/records/records.ts';
import { Time } from '../../draw/text.tsx';
import { runWords as words } from '../../words/runs.ts';
import { Sentence } from '../activity/line.tsx';
import { newestEntries } from './read.ts';

export interface ActivityData {
  runId: string;
  /** Newest first. */
  entries: LedgerEntry[];
}

export const activityOf = (runId: string, records: readonly ActivityRecord[]): ActivityData => ({
  runId,
  entries: records.map(({ entry }) => entry),
});

/** What happened last; the page of all activity tells the rest. */
export const ActivityView: FC<{ data: ActivityData }> = ({ data: { runId, entries } }) => (
  <>
    <h2>{words.activity}</h2>
    <p class="note">
      {words.newestEntries(newestEntries)}{' '}
      <a href={`/activity?run=${encodeURIComponent(runId)}`}>{words.allActivity}</a>
    </p>
    <ol class="lines short">
      {entries.map((entry) => (
        <li>
          <a href={`/activity/${encodeURIComponent(entry.id)}`}>
            <Time at={entry.at} />
          </a>{' '}
          <Sentence entry={entry} />
        </li>
      ))}
    </ol>
  </>
);

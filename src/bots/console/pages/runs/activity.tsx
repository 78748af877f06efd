import type { FC } from 'hono/jsx';
import type { ActivityRecord } from '../../../../core/records/records.ts';
import { Time } from '../../draw/text.tsx';
import { runWords as words } from '../../words/runs.ts';
import { Sentence } from '../activity/line.tsx';
import { Fold } from '../parts/fold.tsx';
import { newestEntries } from './read.ts';

export interface ActivityData {
  runId: string;
  /** Newest first. */
  records: Pick<ActivityRecord, 'entry' | 'stage'>[];
}

export const activityOf = (runId: string, records: readonly ActivityRecord[]): ActivityData => ({
  runId,
  records: records.map(({ entry, stage }) => ({ entry, stage })),
});

/** What happened last; the page of all activity tells the rest. */
export const ActivityView: FC<{ data: ActivityData }> = ({ data: { runId, records } }) => (
  <Fold name="activity" title={words.activity} gist={words.newest(records.length)}>
    <p class="note">
      {words.newestEntries(newestEntries)}{' '}
      <a href={`/activity?run=${encodeURIComponent(runId)}`}>{words.allActivity}</a>
    </p>
    <ol class="lines short">
      {records.map((record) => (
        <li>
          <a href={`/activity/${encodeURIComponent(record.entry.id)}`}>
            <Time at={record.entry.at} />
          </a>{' '}
          <Sentence record={record} />
        </li>
      ))}
    </ol>
  </Fold>
);

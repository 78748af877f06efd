import type { FC } from 'hono/jsx';
import { visible } from '../../../../core/cards/agent-text.ts';
import type { BulkResult } from '../../../../core/bulk.ts';
import { TextView } from '../../draw/text.tsx';
import type { Visitor } from '../../parts.ts';
import type { Posted } from '../../posted.ts';
import { Frame } from '../frame.tsx';
import { BadgeView } from '../parts/badge.tsx';
import { RunLink } from '../parts/run-link.tsx';
import { inboxWords as words } from '../../words/inbox.ts';

const isDone = ({ end }: BulkResult): boolean => end === 'answered' || end === 'voted';

const Result: FC<{ result: BulkResult }> = ({ result: { askId, about, end, text } }) => (
  <li data-end={end}>
    <h2>
      {about ? <a href={`/asks/${askId}`}>{visible(about.question)}</a> : words.unknown}{' '}
      <BadgeView badge={words.ends[end]} />
    </h2>
    {about ? (
      <p class="origin">
        <RunLink run={{ id: about.runId, title: about.runTitle }} />
      </p>
    ) : null}
    <p>
      <TextView text={text} />
    </p>
  </li>
);

/** The same delivery once more: what was done is not done again. */
const Again: FC<{ values: Posted['values'] }> = ({ values }) => (
  <form method="post" action="/inbox/answer">
    {Object.entries(values).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button class="primary">{words.again}</button>
  </form>
);

interface ResultsProps {
  visitor: Visitor;
  results: readonly BulkResult[];
  /** What was sent, to be sent again where something was not reached. */
  values: Posted['values'];
}

/** What came of each. */
export const ResultsPage: FC<ResultsProps> = ({ visitor, results, values }) => (
  <Frame
    visitor={visitor}
    current="inbox"
    inside
    title={words.resultTitle(results.filter(isDone).length, results.length)}
  >
    <ul class="results">
      {results.map((result) => (
        <Result result={result} />
      ))}
    </ul>
    <div class="actions">
      {results.some(({ end }) => end === 'unreached') ? <Again values={values} /> : null}
      <a class="button" href="/inbox">
        {words.back}
      </a>
      <a class="button" href="/history">
        {words.toHistory}
      </a>
    </div>
  </Frame>
);

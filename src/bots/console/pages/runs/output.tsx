import type { FC } from 'hono/jsx';
import { printed, tail } from '../../../../core/cards/agent-text.ts';
import type { RunView } from '../../../../core/ports.ts';
import { runWords as words } from '../../words/runs.ts';
import { Fold } from '../parts/fold.tsx';
import { runPath } from './list-page.tsx';

export interface OutputData {
  runId: string;
  attempt: { id: string; number: number; isLive: boolean } | null;
  text: string;
  cut: boolean;
}

/** It is sent whole with each change: about four screens of a terminal. */
const longest = 16_000;

export function outputOf({ state, attempts, outputTail }: RunView): OutputData {
  const newest = attempts.at(-1);
  const { text, cut } = tail(printed(outputTail).trimEnd(), longest);
  const attempt = newest ? { id: newest.id, number: newest.number, isLive: newest.status === 'running' } : null;
  return { runId: state.run.id, attempt, text, cut };
}

/** What the newest attempt prints; open while it prints. The script keeps it at its end for as long as the reader is there. */
export const OutputView: FC<{ data: OutputData }> = ({ data: { runId, attempt, text, cut } }) =>
  attempt === null || text === '' ? null : (
    <Fold name="output" title={words.output} gist={words.outputOf(attempt.number)} open={attempt.isLive}>
      {cut ? <p class="note">{words.outputCut}</p> : null}
      <figure class="fence output">
        <pre
          data-agent
          data-stick
          class="live-output"
          dir="ltr"
          tabindex={0}
          aria-label={words.outputOf(attempt.number)}
        >
          <code>{text}</code>
        </pre>
      </figure>
      <p class="note">
        <a href={`${runPath(runId)}/attempts/${encodeURIComponent(attempt.id)}`}>{words.wholeOutput}</a>
      </p>
    </Fold>
  );

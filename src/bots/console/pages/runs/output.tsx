import type { FC } from 'hono/jsx';
import { printed, tail } from '../../../../core/cards/agent-text.ts';
import type { RunView } from '../../../../core/ports.ts';
import { runWords as words } from '../../words/runs.ts';
import { runPath } from './list-page.tsx';

export interface OutputData {
  runId: string;
  attempt: { id: string; number: number } | null;
  text: string;
  cut: boolean;
}

/** It is sent whole with each change: about four screens of a terminal. */
const longest = 16_000;

export function outputOf({ state, attempts, outputTail }: RunView): OutputData {
  const newest = attempts.at(-1);
  const { text, cut } = tail(printed(outputTail).trimEnd(), longest);
  return { runId: state.run.id, attempt: newest ? { id: newest.id, number: newest.number } : null, text, cut };
}

/** What the newest attempt prints, while it prints it. The script keeps it at its end for as long as the reader is there. */
export const OutputView: FC<{ data: OutputData }> = ({ data: { runId, attempt, text, cut } }) => (
  <>
    <h2>{words.output}</h2>
    {attempt === null || text === '' ? (
      <p class="note">{words.noOutput}</p>
    ) : (
      <figure class="fence output">
        <figcaption>
          {words.outputOf(attempt.number)}
          {cut ? `. ${words.outputCut}` : ''}
        </figcaption>
        <pre data-agent data-stick class="live-output" dir="ltr" tabindex={0}>
          <code>{text}</code>
        </pre>
      </figure>
    )}
    {attempt === null || text === '' ? null : (
      <p class="note">
        <a href={`${runPath(runId)}/attempts/${encodeURIComponent(attempt.id)}`}>{words.wholeOutput}</a>
      </p>
    )}
  </>
);

import type { FC } from 'hono/jsx';
import { runWords as words } from '../../words/runs.ts';
import type { DiffLine } from './diff.ts';

const signs = { same: ' ', added: '+', removed: '−' } as const;
const spoken = { same: '', added: words.added, removed: words.removed } as const;

const Line: FC<{ line: DiffLine }> = ({ line }) => {
  if (line.change === 'skipped') return <li class="skipped">{words.skippedLines(line.lines)}</li>;
  return (
    <li class={line.change}>
      <span class="at" aria-hidden="true">
        {line.before ?? ''}
      </span>
      <span class="at" aria-hidden="true">
        {line.after ?? ''}
      </span>
      <span class="sign" aria-hidden="true">
        {signs[line.change]}
      </span>
      <span class="unseen">{spoken[line.change]}</span>
      <span class="text" data-agent dir="auto">
        {line.pieces.map(({ text, marked }) => (marked ? <mark>{text}</mark> : <>{text}</>))}
      </span>
    </li>
  );
};

/** Removed and added lines below each other: on a phone two columns would have a hand's breadth each. */
export const DiffView: FC<{ lines: readonly DiffLine[] }> = ({ lines }) => (
  <ol class="diff">
    {lines.map((line) => (
      <Line line={line} />
    ))}
  </ol>
);

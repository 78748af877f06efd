import type { FC } from 'hono/jsx';
import { cap, visible } from '../../../core/cards/agent-text.ts';
import { words } from '../words.ts';

/**
 * What is longer is folded: a card's own lines and buttons must stay near each other. A dozen lines of what is decided
 * about stand unfolded, on a phone too; of live output, the last few.
 */
const folds = {
  quote: { lines: 16, characters: 1300, preview: 12 },
  output: { lines: 10, characters: 900, preview: 6 },
  /** What would run stands whole beside the button that runs it: it is shorter than this. What was cut has no such button. */
  code: { lines: 120, characters: 3000, preview: 60 },
} as const;
type Fold = keyof typeof folds;

const isLong = (fold: Fold, text: string): boolean =>
  text.split('\n').length > folds[fold].lines || text.length > folds[fold].characters;

/** Live output is read from its end, everything else from its start. */
function preview(fold: Fold, text: string): string {
  const { preview: count, characters } = folds[fold];
  const lines = text.trimEnd().split('\n');
  const room = Math.floor(characters * 0.75);
  return fold === 'output'
    ? lines.slice(-count).join('\n').slice(-room)
    : cap(lines.slice(0, count).join('\n'), room).text;
}

/** Text that an agent or a program wrote. Everything in `data-agent` is theirs, and nothing of ours is. */
const Words: FC<{ kind: FenceProps['kind']; text: string }> = ({ kind, text }) =>
  kind === 'output' ? (
    <pre data-agent dir="ltr">
      <code>{text}</code>
    </pre>
  ) : (
    <blockquote data-agent dir="auto">
      {text}
    </blockquote>
  );

interface FenceProps {
  kind: 'quote' | 'output';
  from?: 'start' | undefined;
  label: string;
  text: string;
  cut: boolean;
}

/** A labelled fence around words that are not ours: escaped, unlinked, with invisible characters shown. */
export const Fence: FC<FenceProps> = ({ kind, from, label, text: raw, cut }) => {
  const text = visible(raw);
  const fold = from !== 'start' ? kind : cut ? 'quote' : 'code';
  return (
    <figure class={`fence ${kind}`}>
      <figcaption>{visible(label)}</figcaption>
      {isLong(fold, text) ? (
        <details data-fold={label}>
          <summary>
            <span class="preview" data-preview aria-hidden="true" dir="auto">
              {preview(fold, text)}
            </span>
            <span class="more">{words.showAll(text.split('\n').length)}</span>
            <span class="less">{words.showLess}</span>
          </summary>
          <Words kind={kind} text={text} />
        </details>
      ) : (
        <Words kind={kind} text={text} />
      )}
      {cut ? <p class="cut">{words.shortened}</p> : null}
    </figure>
  );
};

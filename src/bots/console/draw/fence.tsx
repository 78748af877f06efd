import type { FC } from 'hono/jsx';
import { visible } from '../../../core/cards/agent-text.ts';
import { words } from '../words.ts';

/** What is longer is folded: a card's own lines and buttons must stay near each other. */
const fold = { lines: 10, characters: 900 };
const previewLines = 5;

const isLong = (text: string): boolean => text.split('\n').length > fold.lines || text.length > fold.characters;

/** Live output is read from its end, everything else from its start. */
function preview(text: string, end: boolean): string {
  const lines = text.trimEnd().split('\n');
  const shown = end ? lines.slice(-previewLines).join('\n') : lines.slice(0, previewLines).join('\n');
  return end ? shown.slice(-fold.characters / 2) : shown.slice(0, fold.characters / 2);
}

/** Text that an agent or a program wrote. Everything in `data-agent` is theirs, and nothing of ours is. */
const Words: FC<{ kind: 'quote' | 'output'; text: string }> = ({ kind, text }) =>
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
  label: string;
  text: string;
  cut: boolean;
}

/** A labelled fence around words that are not ours: escaped, unlinked, with invisible characters shown. */
export const Fence: FC<FenceProps> = ({ kind, label, text: raw, cut }) => {
  const text = visible(raw);
  return (
    <figure class={`fence ${kind}`}>
      <figcaption>{visible(label)}</figcaption>
      {isLong(text) ? (
        <details data-fold={label}>
          <summary>
            <span class="preview" data-preview aria-hidden="true" dir="auto">
              {preview(text, kind === 'output')}
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

import type { FC } from 'hono/jsx';
import { oneLine, printed } from '../../../../core/cards/agent-text.ts';
import type { RunView } from '../../../../core/ports.ts';
import type { Attempt } from '../../../../core/run/run.ts';
import type { Visitor } from '../../parts.ts';
import { runWords as words } from '../../words/runs.ts';
import { Frame } from '../frame.tsx';
import { CopyableId } from '../parts/copyable-id.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Pager } from '../parts/pager.tsx';
import { runPath } from './list-page.tsx';

export interface OutputPageProps {
  visitor: Visitor;
  view: RunView;
  attempt: Attempt;
  text: string;
  /** The sequence number that this page began behind; null for the start. */
  after: string | null;
  next: string | null;
}

/** All that an attempt printed, a page of it at a time. */
export const OutputPage: FC<OutputPageProps> = ({ visitor, view, attempt, text, after, next }) => {
  const path = runPath(view.state.run.id);
  return (
    <Frame
      visitor={visitor}
      current="runs"
      inside
      title={words.outputOf(attempt.number)}
      actions={<CopyableId id={attempt.id} />}
    >
      <p class="note">
        <a href={path}>{oneLine(view.state.run.title)}</a>
      </p>
      {text === '' ? (
        <Nothing title={words.outputGone}>
          <p>{words.outputGoneText}</p>
        </Nothing>
      ) : (
        <figure class="fence output">
          <pre data-agent dir="ltr">
            <code>{printed(text)}</code>
          </pre>
        </figure>
      )}
      <Pager
        path={`${path}/attempts/${encodeURIComponent(attempt.id)}`}
        query={{}}
        after={after}
        next={next}
        label={words.moreOutput}
        start={words.outputStart}
      />
    </Frame>
  );
};

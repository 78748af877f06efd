import type { FC } from 'hono/jsx';
import { oneLine } from '../../../../core/cards/agent-text.ts';
import { words } from '../../words.ts';

interface RunLinkProps {
  run: { id: string; title: string };
  class?: string;
}

/** Focus, from wherever a run is named: one press to its page, one to its thread (S0-05). */
export const RunLink: FC<RunLinkProps> = ({ run: { id, title }, class: className }) => (
  <>
    <a class={className} href={`/runs/${encodeURIComponent(id)}`}>
      {oneLine(title)}
    </a>{' '}
    <a class="to-thread" href={`/runs/${encodeURIComponent(id)}/thread`} aria-label={words.threadOf(oneLine(title))}>
      <span aria-hidden="true">↳</span> {words.thread}
    </a>
  </>
);

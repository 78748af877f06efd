import type { FC } from 'hono/jsx';
import { visible } from '../../../../core/cards/agent-text.ts';
import { words } from '../../words.ts';

/** An id, and a button that copies it. A click on the id itself selects the whole of it, without a script too. */
export const CopyableId: FC<{ id: string }> = ({ id }) => (
  <span class="id">
    <code>{visible(id)}</code>
    <button type="button" class="quiet copy" data-copy={id} aria-label={words.copyId(visible(id))} title={words.copy}>
      <span aria-hidden="true">⧉</span>
    </button>
  </span>
);

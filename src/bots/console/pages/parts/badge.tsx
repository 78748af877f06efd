import type { FC } from 'hono/jsx';
import type { Badge } from '../../../../core/cards/card.ts';
import { visible } from '../../../../core/cards/agent-text.ts';

/** A status: word, symbol and colour. */
export const BadgeView: FC<{ badge: Badge }> = ({ badge }) => (
  <span class="badge" data-tone={badge.tone}>
    <span aria-hidden="true">{visible(badge.symbol)}</span> {visible(badge.word)}
  </span>
);

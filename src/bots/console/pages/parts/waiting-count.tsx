import type { FC } from 'hono/jsx';
import type { Visitor } from '../../parts.ts';
import { mostWaiting } from '../../waiting.ts';
import { words } from '../../words.ts';

/** How many questions wait, beside the link to them; nothing while none does, or nobody could say in time. */
export const WaitingCount: FC<{ visitor: Visitor }> = async ({ visitor }) => {
  const waiting = await visitor.waiting();
  if (waiting === null || waiting === 0) return <></>;
  return (
    <>
      {' '}
      <span class="count">{waiting < mostWaiting ? String(waiting) : `${mostWaiting - 1}+`}</span>
      <span class="unseen"> {words.waiting(waiting)}</span>
    </>
  );
};

import type { FC } from 'hono/jsx';
import { visible } from '../../../../core/cards/agent-text.ts';
import { Time } from '../../draw/text.tsx';
import type { Visitor } from '../../parts.ts';
import { words } from '../../words.ts';

/** More are one and the same trouble, most likely. */
const mostShown = 5;

/** What another surface can't do at present, above every page (R6); nothing while all is well. */
export const Troubles: FC<{ visitor: Visitor }> = async ({ visitor }) => {
  const troubles = await visitor.troubles();
  if (troubles.length === 0) return <></>;
  return (
    <aside class="troubles" aria-label={words.troubles}>
      <ul>
        {troubles.slice(0, mostShown).map(({ what, remedy, since }) => (
          <li>
            <strong>
              <span aria-hidden="true">⚠</span> {visible(what)}
            </strong>{' '}
            {visible(remedy)}{' '}
            <span class="note">
              {words.since} <Time at={since} />
            </span>
          </li>
        ))}
      </ul>
      {troubles.length > mostShown ? <p class="note">{words.moreTroubles(troubles.length - mostShown)}</p> : null}
    </aside>
  );
};

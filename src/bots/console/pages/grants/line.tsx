import type { FC } from 'hono/jsx';
import { plainText } from '../../../../core/cards/plain.ts';
import { Buttons } from '../../draw/card.tsx';
import { onPage } from '../../draw/hidden.tsx';
import { TextView } from '../../draw/text.tsx';
import { grantWords as words } from '../../words/grants.ts';
import { CopyableId } from '../parts/copyable-id.tsx';
import { RunLink } from '../parts/run-link.tsx';
import type { ListedGrant } from './read.ts';

interface GrantLineProps {
  grant: ListedGrant;
  /** On the run's own page, it needs no link. */
  ofRun?: boolean;
  mayRevoke: boolean;
  page: string;
}

/** One permission: who may do what, where, until when, given by whom, how often used; and its end. */
export const GrantLine: FC<GrantLineProps> = ({ grant, ofRun = false, mayRevoke, page }) => {
  const { id, askId, run, text, revoke, use } = grant;
  return (
    <li class="grant">
      <p>
        <TextView text={text} />
      </p>
      <p class="note">
        <TextView text={words.used(use)} /> <a href={`/asks/${askId}`}>{words.whereGiven}</a> ·{' '}
        {ofRun ? null : (
          <>
            <RunLink run={run} /> ·{' '}
          </>
        )}
        <CopyableId id={id} />
      </p>
      {mayRevoke ? <Buttons buttons={[revoke]} label={plainText(text)} spot={onPage(page)} id={id} /> : null}
    </li>
  );
};

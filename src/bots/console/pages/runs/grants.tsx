import type { FC } from 'hono/jsx';
import type { GrantLine } from '../../../../core/cards/grants.ts';
import { plainText } from '../../../../core/cards/plain.ts';
import { Buttons } from '../../draw/card.tsx';
import { onPage } from '../../draw/hidden.tsx';
import { TextView } from '../../draw/text.tsx';
import { runWords as words } from '../../words/runs.ts';
import { CopyableId } from '../parts/copyable-id.tsx';
import { runPath } from './list-page.tsx';

export interface GrantsData {
  runId: string;
  grants: GrantLine[];
}

/** What its agents may do without a question, each with the way to end that. A run without such permissions has no such part. */
export const GrantsView: FC<{ data: GrantsData }> = ({ data: { runId, grants } }) =>
  grants.length === 0 ? null : (
    <>
      <h2>{words.grants}</h2>
      <ul class="lines">
        {grants.map(({ id, askId, text, revoke }) => (
          <li>
            <p>
              <TextView text={text} />
            </p>
            <p class="note">
              <a href={`/asks/${askId}`}>{words.whereGiven}</a> · <CopyableId id={id} />
            </p>
            <Buttons buttons={[revoke]} label={plainText(text)} spot={onPage(runPath(runId))} id={id} />
          </li>
        ))}
      </ul>
    </>
  );

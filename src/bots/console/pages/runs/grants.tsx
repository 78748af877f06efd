import type { FC } from 'hono/jsx';
import { grantViews } from '../../../../core/cards/grants.ts';
import { namesOf } from '../../../../core/cards/words/allowed.ts';
import { grantWords as words } from '../../words/grants.ts';
import { GrantLine } from '../grants/line.tsx';
import { listed, type ListedGrant, mayRevoke, revokersOf } from '../grants/read.ts';
import { Fold } from '../parts/fold.tsx';
import { addressOf } from '../parts/pager.tsx';
import { runPath } from './list-page.tsx';
import type { Inspected } from './read.ts';

export interface GrantsData {
  runId: string;
  projectId: string;
  grants: ListedGrant[];
  mayRevoke: boolean;
  /** Who can revoke them. */
  revokers: string;
}

export const grantsOf = ({ view: { state }, reader, uses }: Inspected, now: Date): GrantsData => ({
  runId: state.run.id,
  projectId: state.run.projectId,
  grants: grantViews(state, now).map((view) => listed(view, 'run', uses)),
  mayRevoke: mayRevoke(reader),
  revokers: namesOf(revokersOf(reader.project)),
});

/** What its agents may do without a question, each with the way to end that. A run without such permissions has no such part. */
export const GrantsView: FC<{ data: GrantsData }> = ({ data }) =>
  data.grants.length === 0 ? null : (
    <Fold name="grants" title={words.title} gist={words.count(data.grants.length)}>
      {data.mayRevoke ? null : <p class="note">{words.canRevoke(data.revokers)}</p>}
      <ul class="lines">
        {data.grants.map((grant) => (
          <GrantLine grant={grant} ofRun mayRevoke={data.mayRevoke} page={runPath(data.runId)} />
        ))}
      </ul>
      <p class="note">
        <a href={addressOf('/grants', { project: data.projectId })}>{words.ofProject}</a>
      </p>
    </Fold>
  );

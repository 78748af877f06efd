import { isActive } from '../run/run.ts';
import type { GrantView } from '../ports.ts';
import type { RunState } from '../run/state.ts';
import { isInForce, type Grant } from '../stage/grant.ts';
import { encodePress } from './token.ts';
import { grantConfirm, grantWords } from './words/grant.ts';
import type { Button } from './card.ts';

/** What an agent of this run may do without a question, newest first. */
export const grantsNow = ({ run, grants }: RunState, now: Date): Grant[] =>
  grants
    .filter((grant) => isInForce(grant, now) && (grant.runId === null || isActive(run.status)))
    .sort((one, other) => other.at.getTime() - one.at.getTime());

export const grantViews = (state: RunState, now: Date): GrantView[] => {
  const { run, definition } = state;
  return grantsNow(state, now).map((grant) => ({ grant, run, definition }));
};

/** With a second look: which of several it is, a thumb does not see. */
export const revokeButton = (view: GrantView, label = grantWords.revoke): Button => ({
  token: encodePress({ press: 'revoke', runId: view.run.id, grantId: view.grant.id }),
  label,
  style: 'plain',
  hint: grantWords.hint,
  confirm: grantConfirm(view),
});

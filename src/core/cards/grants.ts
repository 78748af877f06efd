import { isActive } from '../run/run.ts';
import type { GrantView } from '../ports.ts';
import type { RunState } from '../run/state.ts';
import { isInForce, type Grant } from '../stage/grant.ts';
import { encodePress } from './token.ts';
import { grantConfirm, grantWords } from './words/grant.ts';
import type { Button } from './card.ts';

/** The grants that are in force for this run's agents, newest first. */
export const grantsNow = ({ run, grants }: RunState, now: Date): Grant[] =>
  grants
    .filter((grant) => isInForce(grant, now) && (grant.runId === null || isActive(run.status)))
    .sort((one, other) => other.at.getTime() - one.at.getTime());

export const grantViews = (state: RunState, now: Date): GrantView[] => {
  const { run, definition } = state;
  return grantsNow(state, now).map((grant) => ({ grant, run, definition }));
};

/** Asks once more, since it is easy to press the wrong one of several. */
export const revokeButton = (view: GrantView, label = grantWords.revoke): Button => ({
  token: encodePress({ press: 'revoke', runId: view.run.id, grantId: view.grant.id }),
  label,
  style: 'plain',
  hint: grantWords.hint,
  confirm: grantConfirm(view),
});

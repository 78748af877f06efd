import { isActive } from '../run/run.ts';
import type { GrantView } from '../ports.ts';
import type { RunState } from '../run/state.ts';
import { isInForce, type Grant } from '../stage/grant.ts';
import { encodePress } from './token.ts';
import { grantConfirm, grantText, grantWords } from './words/grant.ts';
import type { Button, Text } from './card.ts';

/** A standing permission, and the way to end it. */
export interface GrantLine {
  id: string;
  /** Where it was given. */
  askId: string;
  text: Text;
  revoke: Button;
}

/** What an agent of this run may do without a question, newest first. */
export const grantsNow = ({ run, grants }: RunState, now: Date): Grant[] =>
  grants
    .filter((grant) => isInForce(grant, now) && (grant.runId === null || isActive(run.status)))
    .sort((one, other) => other.at.getTime() - one.at.getTime());

export const grantViews = (state: RunState, now: Date): GrantView[] => {
  const { run, definition } = state;
  return grantsNow(state, now).map((grant) => ({ grant, run, definition }));
};

export const grantLines = (state: RunState, now: Date): GrantLine[] =>
  grantViews(state, now).map((view) => ({
    id: view.grant.id,
    askId: view.grant.askId,
    text: grantText(view, 'run'),
    revoke: revokeButton(view),
  }));

/** With a second look: which of several it is, a thumb does not see. */
export const revokeButton = (view: GrantView, label = grantWords.revoke): Button => ({
  token: encodePress({ press: 'revoke', runId: view.run.id, grantId: view.grant.id }),
  label,
  style: 'plain',
  hint: grantWords.hint,
  confirm: grantConfirm(view),
});

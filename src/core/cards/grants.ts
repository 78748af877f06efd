import { isActive } from '../run/run.ts';
import type { RunState } from '../run/state.ts';
import { isInForce, type Grant } from '../stage/grant.ts';
import { encodePress } from './token.ts';
import { grantText, grantWords } from './words/grant.ts';
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

export const grantLines = (state: RunState, now: Date): GrantLine[] =>
  grantsNow(state, now).map((grant) => ({
    id: grant.id,
    askId: grant.askId,
    text: grantText(grant, state.definition),
    revoke: {
      token: encodePress({ press: 'revoke', runId: state.run.id, grantId: grant.id }),
      label: grantWords.revoke,
      style: 'plain',
      hint: grantWords.hint,
      confirm: null,
    },
  }));

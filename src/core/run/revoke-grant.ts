import { may, type Requester } from '../people/actor.ts';
import type { Refusal } from '../refusal.ts';
import { isInForce } from '../stage/grant.ts';
import { Draft } from './draft.ts';
import type { CommandEvent } from './event.ts';
import type { Decision, RunState } from './state.ts';

type Event = Extract<CommandEvent, { kind: 'revoke_grant' }> & { actor: Requester };

/** Revokes a permission: from the next boundary on, a person is asked again. Possible in any status, since a grant may outlive the run in which it was given. */
export function revokeGrant(state: RunState, event: Event): Decision | Refusal {
  if (!may(event.actor, 'configure')) return { refused: 'not_permitted', needs: 'configure' };
  const grant = state.grants.find(({ id }) => id === event.grantId);
  if (!grant || !isInForce(grant, event.at)) return { refused: 'not_found', what: 'grant', id: event.grantId };
  const d = new Draft(state, event);
  const revoked = { ...grant, revokedAt: event.at, revokedBy: event.actor.name };
  d.setState({ grants: state.grants.map((it) => (it === grant ? revoked : it)) });
  d.record('grant.revoked', { grant: grant.id, ask: grant.askId }, { tool: grant.tool });
  return d.decision();
}

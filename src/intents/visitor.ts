import { surfaces, type Permission, type SurfaceName } from '../core/project/definition.ts';
import type { Freshness } from '../core/people/groups.ts';
import { may, type Account, type PersonActor } from '../core/people/actor.ts';
import { permissionsOf } from '../core/people/permissions.ts';
import { namedAs } from '../core/people/recognize.ts';
import type { KnownPerson } from '../core/ports.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Call } from './ports.ts';

/** The person behind the account, in this project; an account that it doesn't name is a stranger there (S9). */
export async function identify(
  call: Call,
  projectId: string,
  freshness: Freshness = 'recent',
): Promise<PersonActor | null> {
  const person = await call.ports.people.find(projectId, call.visit.account, freshness);
  return person && actorOf(person, call);
}

/** What an act takes. */
export interface Takes {
  needs: Permission;
  freshness: Freshness;
}

/**
 * Nobody's word of a minute ago counts for what can't be undone (S7). Asking anew costs calls that all of a team share: it is done
 * only for whom the last minute knows as allowed, so that no stranger uses them up (S19).
 */
export async function renew(
  call: Call,
  projectId: string,
  known: PersonActor,
  { needs, freshness }: Takes,
): Promise<PersonActor | Refusal> {
  if (freshness === 'recent' || !may(known, needs)) return known;
  const fresh = await identify(call, projectId, 'now');
  if (fresh && may(fresh, needs)) return fresh;
  // What was read anew is what the last minute knows, too: where that still allows it, nothing could be read.
  const still = await identify(call, projectId);
  if (still && may(still, needs)) return { refused: 'groups_unread' };
  return fresh ?? { refused: 'stranger' };
}

const actorOf = (person: KnownPerson, { visit }: Call): PersonActor => ({
  kind: 'person',
  personId: person.id,
  name: person.name,
  permissions: permissionsOf(person),
  ...(person.entitled && { entitled: person.entitled }),
  account: namedAs(person, visit.account) ?? ownAccount(visit),
  where: visit.where,
});

/** As whom things are drawn for them: no drawing looks at accounts. */
export const personOf = ({ personId, name, permissions, entitled }: PersonActor): KnownPerson => ({
  ...{ id: personId, name, may: [...permissions], accounts: {} },
  ...(entitled && { entitled }),
});

/** Without its aliases: the ledger keeps what counted, not everything that a sign-in proved. */
export const ownAccount = ({ account: { surface, team, user } }: Call['visit']): Account => ({ surface, team, user });

/** What stands behind an account that nobody knows: in the ledger by its ids, allowed nothing. */
export const strangerOf = ({ visit }: Call): PersonActor => ({
  kind: 'person',
  personId: '',
  name: 'unknown account',
  permissions: [],
  account: ownAccount(visit),
  where: visit.where,
});

export const lacks = (actor: PersonActor, needs: Permission): Refusal | null =>
  may(actor, needs) ? null : { refused: 'not_permitted', needs };

/** Null at the doors that have no channels. */
export const surfaceOf = ({ visit }: Call): SurfaceName | null =>
  surfaces.find((surface) => surface === visit.where.surface) ?? null;

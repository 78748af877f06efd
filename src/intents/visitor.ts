import { surfaces, type Permission, type SurfaceName } from '../core/project/definition.ts';
import type { Freshness } from '../core/people/groups.ts';
import { may, type Account, type PersonActor } from '../core/people/actor.ts';
import { permissionsOf } from '../core/people/permissions.ts';
import { namedAs } from '../core/people/recognize.ts';
import type { KnownPerson } from '../core/ports.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Call } from './ports.ts';

/** The person behind the account in this project; null for a stranger, whose account the project doesn't know (S9). */
export async function identify(
  call: Call,
  projectId: string,
  freshness: Freshness = 'recent',
): Promise<PersonActor | null> {
  const person = await call.ports.people.find(projectId, call.visit.account, freshness);
  return person && actorOf(person, call);
}

/** What an action takes: a permission, and how fresh the knowledge of it has to be. */
export interface Takes {
  needs: Permission;
  freshness: Freshness;
}

/**
 * For what can't be undone, asks the platform again whether the person is still permitted; what was known a minute ago is not enough (S7). That
 * costs calls of which a whole team has only so many, so it is done only for people who were permitted a minute ago: strangers can't use them up (S19).
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
  // A successful reading would have replaced what was known. If that still permits it, the platform could not be read.
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

/** The person for whom something is drawn. Drawing doesn't look at accounts. */
export const personOf = ({ personId, name, permissions, entitled }: PersonActor): KnownPerson => ({
  ...{ id: personId, name, may: [...permissions], accounts: {} },
  ...(entitled && { entitled }),
});

/** The account without its aliases: the ledger keeps the account that counted, not everything that a sign-in proved. */
export const ownAccount = ({ account: { surface, team, user } }: Call['visit']): Account => ({ surface, team, user });

/** The actor for an unknown account: in the ledger it has its ids, and it is permitted nothing. */
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

/** Null for visits through the API and the command line, which are no surfaces. */
export const surfaceOf = ({ visit }: Call): SurfaceName | null =>
  surfaces.find((surface) => surface === visit.where.surface) ?? null;

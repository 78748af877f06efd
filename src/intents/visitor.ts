import { surfaces, type Permission, type Person, type SurfaceName } from '../core/project/definition.ts';
import type { Freshness } from '../core/people/groups.ts';
import { may, type Account, type PersonActor } from '../core/people/actor.ts';
import { permissionsOf } from '../core/people/permissions.ts';
import { namedAs } from '../core/people/recognize.ts';
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

const actorOf = (person: Person, { visit }: Call): PersonActor => ({
  kind: 'person',
  personId: person.id,
  name: person.name,
  permissions: permissionsOf(person),
  account: namedAs(person, visit.account) ?? ownAccount(visit),
  where: visit.where,
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

import {
  entitlements,
  type Entitlement,
  type Execution,
  type Permission,
  type Person,
  type Project,
} from '../project/definition.ts';
import type { Refusal } from '../refusal.ts';
import type { Verb } from '../run/status.ts';
import { may, type ClientActor, type PersonActor } from './actor.ts';
import { permissionsOf } from './permissions.ts';

/** What the project's plan gives one person, and where to get more. */
export interface Entitled {
  to: readonly Entitlement[];
  get: string;
}

/** Null if the project has no plan: then everybody who may `operate` is entitled. */
export function entitledBy({ plan }: Pick<Project, 'plan'>, personId: string): Entitled | null {
  if (!plan) return null;
  const has = (it: Entitlement): boolean => plan[it] === 'everybody' || plan[it].includes(personId);
  return { to: entitlements.filter(has), get: plan.get };
}

/** What has to be known about somebody to say whether they may do something. */
export type Entrant =
  Pick<PersonActor, 'kind' | 'permissions' | 'entitled'> | Pick<ClientActor, 'kind' | 'permissions'>;

/** The same for a person who has not done anything yet. */
export const entrantOf = (person: Person & { entitled?: Entitled }): Entrant => ({
  kind: 'person',
  permissions: permissionsOf(person),
  ...(person.entitled && { entitled: person.entitled }),
});

export const lacking = (actor: Entrant, needs: Permission): Refusal | null =>
  may(actor, needs) ? null : { refused: 'not_permitted', needs };

/**
 * Why somebody may not resume, cancel or roll back a run: first the permission, then the plan (S0-22, S0-23). A plan applies to people only, since
 * programs' keys were made by the operator of this installation.
 */
export const cantControl = (actor: Entrant, execution: Execution): Refusal | null =>
  lacking(actor, 'operate') ?? notEntitled(actor, execution);

/** Stopping is fail-safe: everybody who may write to the run may pause it; by a stop word even without the plan. */
export function cantPause(actor: Entrant, execution: Execution, byWord = false): Refusal | null {
  if (!may(actor, 'message') && !may(actor, 'operate')) return lacking(actor, 'message');
  return byWord ? null : notEntitled(actor, execution);
}

export function notEntitled(actor: Entrant, execution: Execution): Refusal | null {
  if (actor.kind !== 'person' || !actor.entitled) return null;
  const { to, get } = actor.entitled;
  const counts = to.includes('run-controls') || (execution === 'local' && to.includes('byok'));
  return counts ? null : { refused: 'not_entitled', execution, has: to, get };
}

/** Why somebody may not do this to a run, whatever its status. Pages and programs show only what this allows, and what the table of statuses allows. */
export function cantDo(actor: Entrant, verb: Verb, execution: Execution): Refusal | null {
  switch (verb) {
    case 'pause':
      return cantPause(actor, execution);
    case 'resume':
    case 'cancel':
    case 'rollback':
      return cantControl(actor, execution);
    case 'message':
      return lacking(actor, 'message');
    case 'answer':
      return lacking(actor, 'decide');
    case 'edit':
      return lacking(actor, 'edit');
    case 'change_mode':
      return lacking(actor, 'configure');
  }
}

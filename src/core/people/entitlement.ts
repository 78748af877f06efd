import { entitlements, type Entitlement, type Execution, type Project } from '../project/definition.ts';
import type { Refusal } from '../refusal.ts';
import { may, type Requester } from './actor.ts';

/** What the project's plan gives one person, and where more is to be had. */
export interface Entitled {
  to: readonly Entitlement[];
  get: string;
}

/** Null where the project has no plan: then whoever may operate is entitled. */
export function entitledBy({ plan }: Pick<Project, 'plan'>, personId: string): Entitled | null {
  if (!plan) return null;
  const has = (it: Entitlement): boolean => plan[it] === 'everybody' || plan[it].includes(personId);
  return { to: entitlements.filter(has), get: plan.get };
}

/**
 * Why somebody may not pause, resume, cancel or roll back a run: the permission first, then the plan (S0-22, S0-23). A plan is
 * about people: a program's key was made by whoever runs this installation.
 */
export const cantControl = (actor: Requester, execution: Execution): Refusal | null =>
  may(actor, 'operate') ? notEntitled(actor, execution) : { refused: 'not_permitted', needs: 'operate' };

export function notEntitled(actor: Requester, execution: Execution): Refusal | null {
  if (actor.kind !== 'person' || !actor.entitled) return null;
  const { to, get } = actor.entitled;
  const counts = to.includes('run-controls') || (execution === 'local' && to.includes('byok'));
  return counts ? null : { refused: 'not_entitled', execution, has: to, get };
}

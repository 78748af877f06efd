import type { Permission, SurfaceName } from '../project/definition.ts';

/** An identity on a surface, from a signed or authenticated payload: immutable ids, never names. */
export interface Account {
  surface: SurfaceName | 'api' | 'cli';
  /** Slack team or Discord guild; `local` in the console. */
  team: string;
  user: string;
}

/** Where something was done. */
export interface Where {
  surface: Account['surface'];
  channel: string | null;
  thread: string | null;
}

/** A human, known to the project, at one of its doors. */
export interface PersonActor {
  kind: 'person';
  personId: string;
  name: string;
  permissions: readonly Permission[];
  account: Account;
  where: Where;
}

/** The program itself: a worker's result, a timer, a sweep; `name` says which part. */
export interface SystemActor {
  kind: 'system';
  name: 'worker' | 'timer' | 'sweep' | 'director';
}

export type Actor = PersonActor | SystemActor;

export const may = (actor: PersonActor, permission: Permission): boolean => actor.permissions.includes(permission);

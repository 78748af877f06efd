import type { Permission, SurfaceName } from '../project/definition.ts';

/** An identity on a surface, from a signed or authenticated payload: immutable ids, never names. */
export interface Account {
  surface: SurfaceName | 'oidc' | 'api' | 'cli';
  /** Slack team or Discord guild; `local` in the console; the issuer with OpenID Connect. */
  team: string;
  user: string;
  /** What else the same sign-in proved of the same human: that a user is in two guilds, an e-mail address beside a subject. */
  aliases?: readonly Account[];
}

/** Where something was done. */
export interface Where {
  surface: SurfaceName | 'api' | 'cli';
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

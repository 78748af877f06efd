import type { Permission, SurfaceName } from '../project/definition.ts';
import type { Entitled } from './entitlement.ts';

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
  /** Only where the project has a plan. */
  entitled?: Entitled;
  account: Account;
  where: Where;
}

/**
 * A program that came with a key of its own, or whoever is at the command line: no human is known behind it. It may ask for
 * much of what a person may; it never answers an Ask and never edits, for those take a PersonActor (S12).
 */
export interface ClientActor {
  kind: 'client';
  /** The id of its key; `cli` at the command line. */
  clientId: string;
  name: string;
  permissions: readonly Permission[];
  where: Where;
}

/** Who asks for something at a door. */
export type Requester = PersonActor | ClientActor;

/**
 * A person's id, or the client's. No project can give a person an id with a colon in it; those of members of groups begin
 * with their platform, and no platform is called `client` or `system`.
 */
export const requesterId = (actor: Requester): string =>
  actor.kind === 'person' ? actor.personId : `client:${actor.clientId}`;

/** The program itself: a worker's result, a timer, a sweep, what a chat reports of nobody; `name` says which part. */
export interface SystemActor {
  kind: 'system';
  name: 'worker' | 'timer' | 'sweep' | 'director' | 'chat';
}

export type Actor = Requester | SystemActor;

export const may = (actor: Pick<Requester, 'permissions'>, permission: Permission): boolean =>
  actor.permissions.includes(permission);

import type { Permission, SurfaceName } from '../project/definition.ts';
import type { Entitled } from './entitlement.ts';

/** An identity on a surface, from a signed or authenticated payload: immutable ids, never names. */
export interface Account {
  surface: SurfaceName | 'oidc' | 'api' | 'cli';
  /** Slack team or Discord guild; `local` in the console; the issuer with OpenID Connect. */
  team: string;
  user: string;
  /** Other accounts that the same sign-in proved for the same person: a second Discord server, an e-mail address beside a subject. */
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
 * A program with a key of its own, or somebody at the command line: no person is known behind it. It may do much of what a person
 * may, but can't answer Asks or edit, since those take a PersonActor (S12).
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
 * The id of a person, or of a client. They can't clash: people in a project file have ids without a colon, and those of members of groups begin
 * with the name of their platform.
 */
export const requesterId = (actor: Requester): string =>
  actor.kind === 'person' ? actor.personId : `client:${actor.clientId}`;

/** The program itself; `name` says which part. `chat`: something that a chat platform reported without saying who did it. */
export interface SystemActor {
  kind: 'system';
  name: 'worker' | 'timer' | 'sweep' | 'director' | 'chat';
}

export type Actor = Requester | SystemActor;

export const may = (actor: Pick<Requester, 'permissions'>, permission: Permission): boolean =>
  actor.permissions.includes(permission);

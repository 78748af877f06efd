import type { Visit } from '../intent.ts';
import type { Refusal } from '../refusal.ts';
import type { Account } from './actor.ts';
import type { AccountLink, LinkRequest } from './links.ts';
import type { NamedAccount } from './recognize.ts';

/** How somebody is known in one project, and what they may change about it. */
export interface OwnAccounts {
  project: { id: string; name: string };
  person: string;
  /** False for who is in the project by a group alone: whose accounts are whose is the business of people whom its file names. */
  isNamed: boolean;
  named: readonly NamedAccount[];
  links: readonly AccountLink[];
  /** Other people's, for whoever may end them. */
  others: readonly (AccountLink & { person: string })[];
  /** An account that has typed this person's code. */
  request: LinkRequest | null;
}

/** What a person does about their own accounts, signed in. Rejections are outages. */
export interface Linking {
  of(account: Account): Promise<OwnAccounts[]>;
  /** The code is told here once, and kept nowhere. */
  makeCode(projectId: string, visit: Visit): Promise<{ code: string; until: Date } | Refusal>;
  /** Null when it was done. */
  settle(projectId: string, request: { id: string; isMine: boolean }, visit: Visit): Promise<Refusal | null>;
  unlink(projectId: string, linkId: string, visit: Visit): Promise<Refusal | null>;
}

import type { Visit } from '../intent.ts';
import type { Refusal } from '../refusal.ts';
import type { Account } from './actor.ts';
import type { AccountLink, LinkRequest } from './links.ts';
import type { NamedAccount } from './recognize.ts';

/** The accounts by which somebody is known in one project, and which of them they may change. */
export interface OwnAccounts {
  project: { id: string; name: string };
  person: string;
  /** False for somebody who is in the project only by a group: only people whom the file names can link accounts. */
  isNamed: boolean;
  named: readonly NamedAccount[];
  links: readonly AccountLink[];
  /** Links of other people; only for people who may end them. */
  others: readonly (AccountLink & { person: string })[];
  /** An account that has typed this person's code. */
  request: LinkRequest | null;
}

/** What a signed-in person can do about their own accounts. Rejections are outages. */
export interface Linking {
  of(account: Account): Promise<OwnAccounts[]>;
  /** Returns the code, this once; it is stored nowhere. */
  makeCode(projectId: string, visit: Visit): Promise<{ code: string; until: Date } | Refusal>;
  /** Null when it was done. */
  settle(projectId: string, request: { id: string; isMine: boolean }, visit: Visit): Promise<Refusal | null>;
  unlink(projectId: string, linkId: string, visit: Visit): Promise<Refusal | null>;
}

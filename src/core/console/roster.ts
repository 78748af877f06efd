import type { Account } from '../people/actor.ts';
import type { WhoCan } from '../people/who-can.ts';
import type { Permission } from '../project/definition.ts';
import type { NamedAccount } from '../people/recognize.ts';

export interface ConsoleChannel {
  /** As places in a project file name it. */
  id: string;
  /** The project at home here, and what it is about. */
  project: string;
  about: string | null;
  /** What this account may do in that project. */
  may: readonly Permission[];
  /** Who can start a run here. */
  starters: WhoCan;
}

export interface ConsoleProject {
  id: string;
  name: string;
}

/** What the composer offers on "/" and "@". */
export interface Completions {
  verbs: readonly { verb: string; help: string }[];
  roles: readonly { handle: string; name: string; emoji: string; about: string }[];
}

/** What a chat platform knows of its own people and channels. It says who sees what, never who may do what. */
export interface ConsoleRoster {
  channels(account: Account): Promise<readonly ConsoleChannel[]>;
  /** The projects in which this account holds `view`: what pages beside the chat are read from. */
  projects(account: Account): Promise<readonly ConsoleProject[]>;
  completions(channel: string): Promise<Completions>;
  /** Every account of whom the projects name by this one; none for a stranger. */
  accountsOf(account: Account): Promise<readonly NamedAccount[]>;
  /** How the others see this person. */
  nameOf(account: Account): Promise<string>;
}

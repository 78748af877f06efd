import type { Account } from '../people/actor.ts';
import type { WhoCan } from '../people/who-can.ts';
import type { Permission } from '../project/definition.ts';
import type { NamedAccount } from '../people/recognize.ts';

export interface ConsoleChannel {
  /** As places in a project file name it. */
  id: string;
  /** The name of the project to which the channel belongs, and what it is about. */
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

/** The console's people and channels. It says who sees what, never who may do what. */
export interface ConsoleRoster {
  channels(account: Account): Promise<readonly ConsoleChannel[]>;
  /** The projects in which this account holds `view`: what pages beside the chat are read from. */
  projects(account: Account): Promise<readonly ConsoleProject[]>;
  completions(channel: string): Promise<Completions>;
  /** All accounts of the person behind this one; none for a stranger. */
  accountsOf(account: Account): Promise<readonly NamedAccount[]>;
  /** The name by which others see this person. */
  nameOf(account: Account): Promise<string>;
}

import type { AnswerAll } from '../../core/bulk.ts';
import type { ConsoleHints } from '../../core/console/messages.ts';
import type { ForReader, Redrawing } from '../../core/cards/redrawing.ts';
import type { SignInWay } from '../../core/console/sign-in.ts';
import type { ConsoleRoster } from '../../core/console/roster.ts';
import type { ThreadLink } from '../../core/console/thread-link.ts';
import type { ConsoleStore } from '../../core/console/store.ts';
import type { PostRef } from '../../core/cards/surface.ts';
import type { CardSubject } from '../../core/effect.ts';
import type { Door } from '../../core/intent.ts';
import type { Account } from '../../core/people/actor.ts';
import type { Linking } from '../../core/people/linking.ts';
import type { Bodies, Hints, People, Views } from '../../core/ports.ts';
import type { Records } from '../../core/records/records.ts';
import type { PostLimit } from './limit-posts.tsx';
import type { Trouble } from '../../core/troubles.ts';

/** A pino logger is one. */
export interface ConsoleLog {
  warn(facts: object, message: string): void;
}

/** What the console needs of the outside. */
export interface ConsoleParts {
  store: ConsoleStore;
  door: Door;
  answerAll: AnswerAll;
  roster: ConsoleRoster;
  records: Records;
  views: Views;
  bodies: Bodies;
  hints: ConsoleHints;
  runHints: Pick<Hints, 'onRun'>;
  redrawing: Redrawing;
  forReader: ForReader;
  /** What other surfaces can't do at present, as far as it concerns whoever looks. */
  troublesOf(account: Account): Promise<readonly Trouble[]>;
  people: Pick<People, 'everywhere'>;
  /** What somebody does about their own accounts. */
  linking: Linking;
  /** Where the console shows this to everybody. */
  placesOf(subject: CardSubject): Promise<PostRef[]>;
  /** Where its thread stands on other platforms. */
  threadsElsewhere(runId: string): Promise<readonly ThreadLink[]>;
  /** Other houses that may tell who somebody is; without any, the printed link is the only door. */
  ways: readonly SignInWay[];
  log: ConsoleLog;
  /** Where people reach it when that is not loopback; cookies are `Secure` when it is https. */
  publicUrl: URL | null;
  /** The least silence on a live connection, in milliseconds; then all is read again, in case a hint was lost. */
  heartbeat?: number;
  /** Another than the shipped one. */
  postLimit?: PostLimit;
}

/** Who is signed in, in this request. */
export interface Visitor {
  account: Account;
  name: string;
  /** Digest of the session's secret. */
  session: string;
  /** How many questions wait where this person looks; asked by what shows it. Null where nobody could say in time. */
  waiting: () => Promise<number | null>;
  /** What is wrong elsewhere. */
  troubles: () => Promise<readonly Trouble[]>;
}

export interface ConsoleEnv {
  Variables: { visitor: Visitor };
}

/** What is kept for one visitor is kept under this: users of two surfaces may bear the same id. */
export const keyOf = ({ surface, team, user }: Account): string =>
  surface === 'console' ? user : `${surface}:${team}/${user}`;

/** The console has one team: this installation. */
export const accountOf = (user: string): Account => ({ surface: 'console', team: 'local', user });

import type { Ask } from './ask/ask.ts';
import type { CardSubject } from './effect.ts';
import type { LedgerEntry } from './ledger/entry.ts';
import type { Account } from './people/actor.ts';
import type { Entitled } from './people/entitlement.ts';
import type { Freshness } from './people/groups.ts';
import type { NotLetIn } from './people/members.ts';
import type { NamedAccount } from './people/recognize.ts';
import type { Twin } from './people/same-human.ts';
import type { Person, Place, Project, SurfaceName } from './project/definition.ts';
import type { PostRef } from './cards/surface.ts';
import type { Refusal } from './refusal.ts';
import type { RunEvent } from './run/event.ts';
import type { Attempt, Lease, Run } from './run/run.ts';
import type { Decision, Definition, RunState } from './run/state.ts';
import type { Grant } from './stage/grant.ts';
import type { Message, MessageAt } from './steering/message.ts';

// The stores, as `intents` and `jobs` need them. All of them are in Postgres; rejections are outages.

/** A decision of the rules about a run, which a store carries out. */

export interface Decide {
  (state: RunState): Decision | Refusal;
  /** The event that it decides about, for counting and logging. */
  event?: RunEvent;
}

export interface Runs {
  /**
   * Loads, decides and writes in one transaction under the run's row lock and its version; then dispatches the
   * effects without waiting for the queue. With a delivery key, a second call with it refuses with `repeated`.
   */
  change(runId: string, decide: Decide, delivery?: string): Promise<Decision | Refusal>;
  /** Writes a new run; a trigger id that was used before in its project refuses with `used_trigger` and names its run. */
  create(decision: Decision, delivery?: string): Promise<Decision | Refusal>;
  find(runId: string): Promise<RunState | null>;
  /** Extends the lease by compare-and-set on its token; false if it is no longer ours. */
  renew(attemptId: string, token: string, until: Date): Promise<boolean>;
  /** Appends live output of an attempt, in order. It is shown on the run's card, at the card's own pace. */
  appendOutput(attemptId: string, sequence: number, text: string): Promise<void>;
}

/** The conversations of agents, turn by turn. */
export interface Talks {
  /** All turns, in order; null for a turn that was redacted. */
  read(talk: string): Promise<({ said: unknown } | null)[]>;
}

export interface Bodies {
  /** The texts that these digests name; a redacted one is missing. */
  read(digests: readonly string[]): Promise<Map<string, string>>;
}

export interface ProjectRecord {
  project: Project;
  /** Folder of its file. */
  folder: string;
}

export interface Projects {
  /** Stores a project as it was read from its file. Runs keep the definition that they were created from. */
  put(record: ProjectRecord): Promise<void>;
  find(projectId: string): Promise<ProjectRecord | null>;
  all(): Promise<ProjectRecord[]>;
  /** The project that has this channel as a place. */
  ofChannel(surface: SurfaceName, channel: string): Promise<ProjectRecord | null>;
}

/** What cards and pages of a run are drawn from: more than its rules need. */
export interface RunView {
  state: RunState;
  /** All attempts, oldest first. */
  attempts: Attempt[];
  /** All Asks, also settled ones, oldest first. */
  asks: Ask[];
  messages: Message[];
  /** The end of the live output of the newest attempt. */
  outputTail: string;
}

/** A grant, with the run in which it was given and where it can be revoked. */
export interface GrantView {
  grant: Grant;
  run: Run;
  definition: Definition;
}

export interface Views {
  run(runId: string): Promise<RunView | null>;
  ask(askId: string): Promise<{ ask: Ask; run: Run; definition: Definition } | null>;
  message(messageId: string): Promise<{ message: Message; run: Run; definition: Definition } | null>;
  /** The messages to runs that came of this message on a surface, oldest first; empty if there are none. */
  saidAt(at: MessageAt): Promise<Message[]>;
  /** Newest first. */
  runs(projectId: string, only: 'active' | 'all', limit: number): Promise<Run[]>;
  /** Also counts runs that lists leave out because a newer version of the program wrote them. */
  countActive(projectId: string): Promise<number>;
  /** Oldest first. */
  openAsks(projectIds: readonly string[], limit: number): Promise<Ask[]>;
  /** The grants in force at this time, newest first: those of active runs, and those of whole pipelines. */
  grants(projectId: string, at: Date, limit: number): Promise<GrantView[]>;
  /** The ledger of a run, oldest first. */
  activity(runId: string, limit: number): Promise<LedgerEntry[]>;
}

/** One copy of a card at one place. */
export interface Posting {
  id: string;
  runId: string;
  subject: CardSubject;
  place: Place;
  /** Null until it has been posted. */
  ref: PostRef | null;
  /** The card revision that it shows; 0 before the first. */
  shown: number;
  /** Why it can't be brought up to date any more; null while it can. */
  lost: string | null;
}

export interface Postings {
  get(postingId: string): Promise<Posting | null>;
  /** The posting with this message. A press counts only on a posting. */
  at(surface: SurfaceName, ref: PostRef): Promise<Posting | null>;
  /** The run whose root card is, or once was, at the head of this thread. */
  runOfThread(surface: SurfaceName, channel: string, thread: string): Promise<string | null>;
  rootOf(runId: string, place: Place): Promise<Posting | null>;
  ofSubject(subject: CardSubject): Promise<Posting[]>;
  /** Postings of words that were said before these, and are not posted yet in the same thread; oldest first. */
  unsaidBefore(posting: Posting): Promise<Posting[]>;
  /** Compare-and-set on `shown`: false if another worker was faster. */
  record(postingId: string, seen: number, ref: PostRef, shown: number): Promise<boolean>;
  markLost(postingId: string, why: string): Promise<void>;
}

/** An effect that was written and is not done yet. */
export interface DueEffect {
  id: string;
  /** Raised when the same effect becomes due again. It can be marked as done only for the generation that was seen. */
  generation: number;
  effect:
    | { do: 'run_stage'; runId: string; attemptId: string; epoch: number }
    /** `settles`: it shows the outcome of an Ask, or that a run stands still or goes on. Until then, the card has buttons that do nothing any more. */
    | { do: 'converge'; runId: string; postingId: string; settles?: true };
  dueAt: Date;
  createdAt: Date;
}

export interface Outbox {
  find(effectId: string): Promise<DueEffect | null>;
  /** False when the effect became due again meanwhile: do it once more. */
  done(effectId: string, generation: number): Promise<boolean>;
  /**
   * The effects that have been due for longer than the grace and are not done, oldest first. `only` asks for one kind, so that ten thousand cards
   * of a dead channel never hide the stage behind them, and for the page behind the effect `after`, by due time and id.
   */
  overdue(
    graceMs: number,
    limit: number,
    only?: { do: DueEffect['effect']['do']; after: DueEffect | null },
  ): Promise<DueEffect[]>;
}

/** What the sweep looks for in Postgres, independently of the queue. */
export interface Sweep {
  /** Attempts whose lease ran out. */
  lapsed(limit: number): Promise<{ runId: string; attemptId: string; lease: Lease }[]>;
  /** Runs that should go on, but have no effect that would make them. */
  stuck(limit: number): Promise<{ runId: string }[]>;
  /** Open Asks past their deadline. */
  expired(limit: number): Promise<{ runId: string; askId: string }[]>;
  /** Seals unsealed ledger entries into their project's chain; returns how many. */
  seal(limit: number): Promise<number>;
  /** Deletes what is not needed any more: delivery keys, effects that are done, and live output of attempts that ended long ago. */
  prune(before: Date, limit: number): Promise<number>;
}

/** A person as the project knows them now. `entitled`: only if it has a plan. */
export type KnownPerson = Person & { entitled?: Entitled };

export interface People {
  /** The person behind an account in a project, by its file, confirmed links and groups. `may`: all that they may do now. */
  find(projectId: string, account: Account, freshness?: Freshness): Promise<KnownPerson | null>;
  /** The same in every project that knows this account. */
  everywhere(
    account: Account,
  ): Promise<{ record: ProjectRecord; person: KnownPerson; accounts: readonly NamedAccount[] }[]>;
  /** Why `find` returns null, or too few permissions; null if there is no special reason. */
  whyNot(projectId: string, account: Account): Promise<NotLetIn | null>;
  /** The name that the platform shows for this account; null if it does not tell. */
  shownName(account: Account): Promise<string | null>;
  /** Ids under which the same human may have acted. */
  twins(projectId: string): Promise<readonly Twin[]>;
}

/** Records in the ledger what people were refused (P6). */
export interface Refusals {
  /** An entry with an id that was recorded before is the same refusal, delivered again: it is not recorded twice. */
  record(entry: LedgerEntry): Promise<void>;
}

/** Hints between processes. They may be lost, and nobody waits for them. */
export interface Hints {
  onAbort(listener: (attemptId: string) => void): () => void;
  /** Something that a run shows has changed. */
  onRun(listener: (runId: string) => void): () => void;
}

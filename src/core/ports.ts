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

/** Stores, as the doors and the jobs need them. Postgres is behind all of them; rejections are outages. */

export interface Decide {
  (state: RunState): Decision | Refusal;
  /** What it decides about, for whoever counts and logs. */
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
  /** Extends the lease by compare-and-set on its token; false when it is no longer ours. */
  renew(attemptId: string, token: string, until: Date): Promise<boolean>;
  /** Live output of an attempt, appended in order; shows on the run's card at the card's own pace. */
  appendOutput(attemptId: string, sequence: number, text: string): Promise<void>;
}

/** What agents' executors have kept of their talks. */
export interface Talks {
  /** All turns, in order; null where one was redacted. */
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
  /** Stores the definition as read from its file; runs keep the one that they were created from. */
  put(record: ProjectRecord): Promise<void>;
  find(projectId: string): Promise<ProjectRecord | null>;
  all(): Promise<ProjectRecord[]>;
  /** The project whose place this channel is. */
  ofChannel(surface: SurfaceName, channel: string): Promise<ProjectRecord | null>;
}

/** What a card or page of a run is drawn from, beyond its rules. */
export interface RunView {
  state: RunState;
  /** All attempts, oldest first. */
  attempts: Attempt[];
  /** Settled Asks too, oldest first. */
  asks: Ask[];
  messages: Message[];
  /** The end of the live output of the newest attempt. */
  outputTail: string;
}

/** A standing permission of an agent's, with a run at which it can be revoked: where it was given. */
export interface GrantView {
  grant: Grant;
  run: Run;
  definition: Definition;
}

export interface Views {
  run(runId: string): Promise<RunView | null>;
  ask(askId: string): Promise<{ ask: Ask; run: Run; definition: Definition } | null>;
  message(messageId: string): Promise<{ message: Message; run: Run; definition: Definition } | null>;
  /** What came of this message of a surface, oldest first; empty where it was never said to a run. */
  saidAt(at: MessageAt): Promise<Message[]>;
  /** Newest first. */
  runs(projectId: string, only: 'active' | 'all', limit: number): Promise<Run[]>;
  /** Those too that a list leaves out, since a newer program wrote them. */
  countActive(projectId: string): Promise<number>;
  /** Oldest first. */
  openAsks(projectIds: readonly string[], limit: number): Promise<Ask[]>;
  /** Those in force at this time, newest first: of runs that go on, and of whole pipelines. */
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
  /** The posting that this message is: a press counts only on one of these. */
  at(surface: SurfaceName, ref: PostRef): Promise<Posting | null>;
  /** The run whose root card heads this thread, or once headed it. */
  runOfThread(surface: SurfaceName, channel: string, thread: string): Promise<string | null>;
  rootOf(runId: string, place: Place): Promise<Posting | null>;
  ofSubject(subject: CardSubject): Promise<Posting[]>;
  /** Words that were said in the run's thread before these, and are still due there; oldest first. */
  unsaidBefore(posting: Posting): Promise<Posting[]>;
  /** Compare-and-set on `shown`: false when another worker was faster. */
  record(postingId: string, seen: number, ref: PostRef, shown: number): Promise<boolean>;
  markLost(postingId: string, why: string): Promise<void>;
}

/** An effect that has been written and is not done. */
export interface DueEffect {
  id: string;
  /** Raised when the same thing became due again; done counts only for the generation that was seen. */
  generation: number;
  effect:
    | { do: 'run_stage'; runId: string; attemptId: string; epoch: number }
    /** `settles`: it shows what came of an Ask, or that a run stands still or goes on; buttons that do nothing any more stand there until then. */
    | { do: 'converge'; runId: string; postingId: string; settles?: true };
  dueAt: Date;
  createdAt: Date;
}

export interface Outbox {
  find(effectId: string): Promise<DueEffect | null>;
  /** False when the effect became due again meanwhile: do it once more. */
  done(effectId: string, generation: number): Promise<boolean>;
  /**
   * Not done, due for longer than the grace, oldest first. `only` pages through one kind, so that ten thousand cards
   * of a dead channel never hide the stage behind them: it begins behind the effect `after`, by due time, then id.
   */
  overdue(
    graceMs: number,
    limit: number,
    only?: { do: DueEffect['effect']['do']; after: DueEffect | null },
  ): Promise<DueEffect[]>;
}

/** What the sweep looks for in Postgres, whatever the queue believes. */
export interface Sweep {
  /** Attempts whose lease ran out. */
  lapsed(limit: number): Promise<{ runId: string; attemptId: string; lease: Lease }[]>;
  /** Runs that should move, with nothing that would move them. */
  stuck(limit: number): Promise<{ runId: string }[]>;
  /** Open Asks past their deadline. */
  expired(limit: number): Promise<{ runId: string; askId: string }[]>;
  /** Seals unsealed ledger entries into their project's chain; returns how many. */
  seal(limit: number): Promise<number>;
  /** Deletes what has served: delivery keys, effects that are done, live output of attempts long ended. */
  prune(before: Date, limit: number): Promise<number>;
}

/** As the project knows them now; `entitled` only where it has a plan. */
export type KnownPerson = Person & { entitled?: Entitled };

export interface People {
  /** The person behind an account in a project: by its file, by confirmed links, by groups. `may` is all that they may now. */
  find(projectId: string, account: Account, freshness?: Freshness): Promise<KnownPerson | null>;
  /** The same in every project that knows this account. */
  everywhere(
    account: Account,
  ): Promise<{ record: ProjectRecord; person: KnownPerson; accounts: readonly NamedAccount[] }[]>;
  /** What `find` can't say with null, or with too few permissions; null when there is no more to say. */
  whyNot(projectId: string, account: Account): Promise<NotLetIn | null>;
  /** What its platform calls this account; null when it doesn't tell. */
  shownName(account: Account): Promise<string | null>;
  /** Ids under which the same human may have acted. */
  twins(projectId: string): Promise<readonly Twin[]>;
}

/** What people were refused (P6): into the ledger, without touching what they asked about. */
export interface Refusals {
  /** A second entry with the same id is the same refusal, delivered again: kept once. */
  record(entry: LedgerEntry): Promise<void>;
}

/** Hints between processes: may be lost, are never waited for. */
export interface Hints {
  onAbort(listener: (attemptId: string) => void): () => void;
  /** Something that a run shows has changed. */
  onRun(listener: (runId: string) => void): () => void;
}

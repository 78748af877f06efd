import type { Artifact, Version } from '../artifact/version.ts';
import type { Ask, AskKind } from '../ask/ask.ts';
import type { EntryKind, LedgerEntry } from '../ledger/entry.ts';
import type { Run, RunStatus } from '../run/run.ts';
import type { Numbers } from './numbers.ts';
import type { Page, PageRequest } from './page.ts';

/**
 * What pages and programs ask of the stored truth. Every question names the projects that the asker may view; nothing
 * here decides, and nothing here is behind a queue. Each answers within 300 ms over 100,000 runs and a million ledger
 * entries. Rejections are outages, or a CursorError.
 */
export interface Records {
  /** Newest first. */
  runs(filter: RunFilter, page: PageRequest): Promise<Page<Run>>;
  /** Oldest first: who waits longest comes first. */
  openAsks(filter: AskFilter, page: PageRequest): Promise<Page<AskRecord>>;
  /** Oldest first, each with how many open ones are alike; of four or more that are, the oldest stands for all (P16). */
  mergedAsks(filter: AskFilter, page: PageRequest): Promise<Page<MergedAsk>>;
  /** How many are open, counted up to `most`. */
  countOpenAsks(projectIds: readonly string[], most: number): Promise<number>;
  /** Settled ones, newest outcome first. */
  settledAsks(filter: AskFilter, page: PageRequest): Promise<Page<AskRecord>>;
  /** Newest first. */
  activity(filter: ActivityFilter, page: PageRequest): Promise<Page<ActivityRecord>>;
  /** An entry, with the runs' title beside it. */
  entry(entryId: string): Promise<ActivityRecord | null>;
  /** Everybody who appears in the ledger of these projects, for a filter; by name. */
  actors(projectIds: readonly string[]): Promise<{ id: string; name: string }[]>;
  /** The artifacts of a run and those of its project that it made versions of, each with all its versions, oldest first. */
  artifacts(runId: string): Promise<ArtifactRecord[]>;
  /** Its newest 200 versions, and these, however old they are. */
  artifact(artifactId: string, numbers?: readonly number[]): Promise<ArtifactRecord | null>;
  /** Live output of an attempt behind this sequence number, in order. */
  output(attemptId: string, after: number, limit: number): Promise<{ sequence: number; text: string; at: Date }[]>;
  /** How often, and when last, each of these standing permissions has let a call pass; one that never did is missing. */
  grantUses(grantIds: readonly string[]): Promise<Map<string, GrantUse>>;
  numbers(projectIds: readonly string[], since: Date, until: Date): Promise<Numbers>;
}

export interface GrantUse {
  times: number;
  last: Date;
}

export interface RunFilter {
  projectIds: readonly string[];
  statuses?: readonly RunStatus[];
  pipelineId?: string;
}

export interface AskFilter {
  projectIds: readonly string[];
  runId?: string;
  kinds?: readonly AskKind[];
  /** The id of an Ask, open or not: of the open ones only those that are alike. */
  alike?: string;
}

export interface ActivityFilter {
  projectIds: readonly string[];
  runId?: string;
  /** A person's id, or `system:` and the part of the program. */
  actor?: string;
  kinds?: readonly EntryKind[];
}

/** An Ask with what a line about it says of its run. */
export interface AskRecord {
  ask: Ask;
  run: Pick<Run, 'id' | 'title' | 'pipelineId' | 'projectId' | 'status' | 'hold' | 'epoch' | 'execution'>;
}

export interface MergedAsk extends AskRecord {
  /** Itself among them; 1 where it stands for itself alone. */
  alike: number;
}

export interface ActivityRecord {
  entry: LedgerEntry;
  /** Its place in the order of events; rises. */
  ordinal: number;
  /** `context` is what whoever started the run calls it by: initiative, workstream, task (S0-39). */
  run: (Pick<Run, 'id' | 'title' | 'status'> & { context: Record<string, string> }) | null;
  /** What its run calls the stage that it is about; null where it is about none, or one that its run does not have. */
  stage: string | null;
}

export interface ArtifactRecord {
  artifact: Artifact;
  versions: Version[];
}

import type { Artifact, Version } from '../artifact/version.ts';
import type { Ask, AskKind } from '../ask/ask.ts';
import type { EntryKind, LedgerEntry } from '../ledger/entry.ts';
import type { Run, RunStatus } from '../run/run.ts';
import type { Numbers } from './numbers.ts';
import type { Page, PageRequest } from './page.ts';

/**
 * Lists and figures for pages and programs, read from Postgres. Every call names the projects that the asker may view, and takes less than 300 ms
 * with 100,000 runs and a million ledger entries. Rejections are outages, or a CursorError.
 */
export interface Records {
  /** Newest first. */
  runs(filter: RunFilter, page: PageRequest): Promise<Page<Run>>;
  /** Oldest first: who waits longest comes first. */
  openAsks(filter: AskFilter, page: PageRequest): Promise<Page<AskRecord>>;
  /** Open Asks, oldest first. Four or more that are alike are one item: the oldest of them, with their number (P16). */
  mergedAsks(filter: AskFilter, page: PageRequest): Promise<Page<MergedAsk>>;
  /** The number of open Asks, counted up to `most`. */
  countOpenAsks(projectIds: readonly string[], most: number): Promise<number>;
  /** Settled Asks, newest outcome first. */
  settledAsks(filter: AskFilter, page: PageRequest): Promise<Page<AskRecord>>;
  /** Newest first. */
  activity(filter: ActivityFilter, page: PageRequest): Promise<Page<ActivityRecord>>;
  /** One entry of the ledger. */
  entry(entryId: string): Promise<ActivityRecord | null>;
  /** Everybody who appears in the ledger of these projects, for a filter; by name. */
  actors(projectIds: readonly string[]): Promise<{ id: string; name: string }[]>;
  /** The artifacts of a run and those of its project that it made versions of, each with all its versions, oldest first. */
  artifacts(runId: string): Promise<ArtifactRecord[]>;
  /** An artifact with its newest 200 versions, and those with these numbers, however old they are. */
  artifact(artifactId: string, numbers?: readonly number[]): Promise<ArtifactRecord | null>;
  /** Live output of an attempt after this sequence number, in order. */
  output(attemptId: string, after: number, limit: number): Promise<{ sequence: number; text: string; at: Date }[]>;
  /** How often, and when last, each of these grants has allowed a call. A grant that never did is missing. */
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
  /** The id of an Ask, open or not: only open Asks that are like it. */
  alike?: string;
}

export interface ActivityFilter {
  projectIds: readonly string[];
  runId?: string;
  /** A person's id, or `system:` and the part of the program. */
  actor?: string;
  kinds?: readonly EntryKind[];
}

/** An Ask, with what a line about it says about its run. */
export interface AskRecord {
  ask: Ask;
  run: Pick<Run, 'id' | 'title' | 'pipelineId' | 'projectId' | 'status' | 'hold' | 'epoch' | 'execution'>;
}

export interface MergedAsk extends AskRecord {
  /** How many Asks this item stands for; 1 if only for itself. */
  alike: number;
}

export interface ActivityRecord {
  entry: LedgerEntry;
  /** Its place in the order of events. */
  ordinal: number;
  /** `context`: ids of whoever started the run, such as initiative, workstream and task (S0-39). */
  run: (Pick<Run, 'id' | 'title' | 'status'> & { context: Record<string, string> }) | null;
  /** The name of the stage that the entry is about; null if it is about none, or if its run has no such stage. */
  stage: string | null;
}

export interface ArtifactRecord {
  artifact: Artifact;
  versions: Version[];
}

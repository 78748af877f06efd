import type { AskKind } from '../ask/ask.ts';
import type { Cost, RunStatus } from '../run/run.ts';

/** How long a question has waited. */
export const askAges = ['under an hour', 'under a day', 'under a week', 'older'] as const;
export type AskAge = (typeof askAges)[number];

/** Figures about a team and its pipelines over a span of time. Durations are milliseconds. */
export interface Numbers {
  /** When they were read; they may be half a minute old. */
  asOf: Date;
  /** The time from asking the answered revision of an Ask to its decision by people, by kind. */
  timeToAnswer: { kind: AskKind; decided: number; p50: number; p90: number; slowest: number }[];
  /** Decisions that came less than two seconds after the answered revision was asked: nobody reads that fast. */
  underTwoSeconds: { kind: AskKind; decided: number; fast: number }[];
  /** Open now, by kind and by how long they have waited. */
  openAsks: { kind: AskKind; age: AskAge; count: number }[];
  /** Runs that started in the span, by how they stand now. */
  runsByOutcome: { status: RunStatus; count: number }[];
  /** The most expensive runs that started in the span, at most twenty, the most expensive first. */
  costByRun: { runId: string; title: string; cost: Cost }[];
  /** Each day of the span (UTC midnight), with the runs that started and what was spent in them. */
  byDay: { day: Date; started: number; microUsd: number }[];
}

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AskKind } from '../core/ask/ask.ts';
import { addGauges, type Sources } from './gauges.ts';

/** Counts what happens in this process. Labels are words of ours, of which there are few; never ids. */
export interface Meter {
  decided(kind: string, result: DecisionResult, seconds: number): void;
  /** Seconds from the arrival of a person's request to the commit of their decision. */
  committedClick(seconds: number): void;
  /** A question was decided by people, this many seconds after its revision was asked. */
  answered(kind: AskKind, seconds: number): void;
  /** In Prometheus' text format. */
  read(): Promise<string>;
  contentType: string;
}

export type DecisionResult = 'committed' | 'refused' | 'repeated' | 'contended' | 'failed';

/** Upper bounds of the histograms' buckets in seconds: we aim at 10 ms for a click, and platforms want an acknowledgement within 3 s. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function createMeter(version: string, sources: Sources): Meter {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const decisions = new Counter({
    name: 'wheelhouse_decisions_total',
    help: 'What this process decided about runs, by kind and by what came of it.',
    labelNames: ['kind', 'result'],
    registers,
  });
  const durations = new Histogram({
    name: 'wheelhouse_decision_duration_seconds',
    help: 'From the call to the commit or the refusal, waiting for the run and for a connection included.',
    buckets,
    registers,
  });
  const clicks = new Histogram({
    name: 'wheelhouse_click_commit_duration_seconds',
    help: "From the arrival of a person's request to the commit of what they decided.",
    buckets,
    registers,
  });
  const answers = new Histogram({
    name: 'wheelhouse_answer_seconds',
    help: 'From when a question was asked to its decision by people; nobody reads in less than two seconds.',
    labelNames: ['kind'],
    buckets: [2, 15, 60, 300, 900, 3600, 14_400, 86_400, 604_800],
    registers,
  });
  new Gauge({
    name: 'wheelhouse_info',
    help: 'The version of this process.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1);
  addGauges(registers, sources);
  return {
    decided: (kind, result, seconds) => {
      decisions.inc({ kind, result });
      durations.observe(seconds);
    },
    committedClick: (seconds) => clicks.observe(seconds),
    answered: (kind, seconds) => answers.observe({ kind }, seconds),
    read: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

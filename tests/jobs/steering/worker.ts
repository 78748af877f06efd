import type { DueEffect, Runs } from '../../../src/core/ports.ts';
import type { Executor } from '../../../src/core/stage/executor.ts';
import type { StageParts } from '../../../src/jobs/stage/parts.ts';
import { quickSettings, silent } from '../room.ts';
import type { House } from './house.ts';
import type { Program } from './program.ts';

export interface Around {
  house: House;
  program: Program;
  runs: Runs;
}

/** A lease outlasts a sequence: it runs out when the sequence says so. Every executor here obeys an abort, if late. */
const settings = { ...quickSettings, lease: 120_000, abortGrace: 5_000, resultPatience: 5_000 };

interface Own {
  worker: string;
  executors: readonly Executor[];
  ending?: AbortSignal;
  /** Milliseconds. */
  patience?: number;
  live?: StageParts['live'];
}

const never = new AbortController().signal;

/** Delivers a job to a worker's process, as the queue does. The test is the queue: what it brings is due. */
export function deliver({ house, program, runs }: Around, due: DueEffect, own: Own): Promise<void> {
  const { bodies, talks } = house;
  const { worker, executors, ending = never, patience = settings.resultPatience, live = new Map() } = own;
  const parts: StageParts = {
    ...{ runs, bodies, talks, rules: program.decide, log: silent, worker, live },
    settings: { ...settings, resultPatience: patience },
    outbox: { find: async () => due, done: async () => true },
    executors: new Map(executors.map((executor) => [executor.kind, executor])),
    shift: { ending, over: never },
  };
  const delivery = { effectId: due.id, postingId: null, again: false, first: true, redelivered: false, last: false };
  return program.runStage(parts, delivery);
}

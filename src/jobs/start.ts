import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { nanoid } from 'nanoid';
import type { Surface } from '../core/cards/surface.ts';
import type { Bodies, Hints, Outbox, Postings, Runs, Sweep } from '../core/ports.ts';
import type { Executor } from '../core/stage/executor.ts';
import { converge } from './converge.ts';
import type { ParentLog } from './log.ts';
import { takeTurns } from './posting/in-turn.ts';
import type { Drawing, PostingParts } from './posting/parts.ts';
import type { Hired } from './hire.ts';
import type { Queues } from './queue.ts';
import { createTick } from './reconcile.ts';
import { postingsQueue, stagesQueue, surfaceLookup } from './routes.ts';
import { runStage } from './run-stage.ts';
import type { JobSettings } from './settings.ts';
import { obeyAborts, type LiveStages, type Rules, type StageParts } from './stage/parts.ts';
import { startTicker } from './ticker.ts';

export interface JobParts {
  runs: Runs;
  bodies: Bodies;
  outbox: Outbox;
  postings: Postings;
  sweep: Sweep;
  hints: Hints;
  rules: Rules;
  executors: readonly Executor[];
  drawing: Drawing;
  /** The surfaces that this process shows; they are used by the part `bots` only. */
  surfaces: readonly Surface[];
  queues: Queues;
  parts: readonly ('worker' | 'bots')[];
  settings: JobSettings;
  log: ParentLog;
}

export interface Jobs {
  /** Takes no further job, hands the work in hand back, and is done within 10 s (R16). */
  stop(): Promise<void>;
  /** Milliseconds since the sweep last came round. */
  sweptAgo(): number;
}

export async function startJobs(options: JobParts): Promise<Jobs> {
  const { queues, settings, log } = options;
  const isWorker = options.parts.includes('worker');
  const surfaces = options.parts.includes('bots') ? options.surfaces : [];
  const ending = new AbortController();
  const over = new AbortController();
  const live: LiveStages = new Map();
  const workers: Hired[] = [];
  const stopListening = isWorker ? obeyAborts(options.hints, live) : () => undefined;
  if (isWorker) {
    const parts = stageParts(options, { ending: ending.signal, over: over.signal }, live);
    workers.push(queues.work(stagesQueue, (delivery) => runStage(parts, delivery), settings.stagesAtOnce));
  }
  const posting = postingParts(options, surfaces);
  for (const { name } of surfaces) {
    const atOnce = settings.postingsAtOnce[name];
    workers.push(queues.work(postingsQueue(name), (delivery) => converge(posting, delivery), atOnce));
  }
  const tick = tickOf(options, isWorker, surfaces);
  let sweptAt = performance.now();
  const stopTicker = startTicker(async () => {
    await tick();
    sweptAt = performance.now();
  }, settings.sweep);
  if (workers.length > 0)
    log.info({ parts: options.parts, surfaces: surfaces.map(({ name }) => name) }, 'Jobs are taken.');
  return {
    sweptAgo: () => performance.now() - sweptAt,
    stop: async () => {
      ending.abort();
      const ended = Promise.allSettled([stopTicker(), ...workers.map((worker) => worker.close())]);
      await Promise.race([ended, sleep(settings.drain, undefined, { ref: false })]);
      over.abort();
      for (const abort of live.values()) abort('shutting_down');
      await Promise.race([ended, sleep(settings.handBack, undefined, { ref: false })]);
      stopListening();
    },
  };
}

const stageParts = (options: JobParts, shift: StageParts['shift'], live: LiveStages): StageParts => ({
  ...options,
  executors: new Map(options.executors.map((executor) => [executor.kind, executor])),
  worker: `${hostname()}-${process.pid}-${nanoid(6)}`,
  shift,
  live,
});

const postingParts = (options: JobParts, surfaces: readonly Surface[]): PostingParts => ({
  ...options,
  surfaces: new Map(surfaces.map((surface) => [surface.name, surface])),
  inTurn: takeTurns(),
});

function tickOf(options: JobParts, stages: boolean, surfaces: readonly Surface[]): () => Promise<void> {
  return createTick({
    ...options,
    stages,
    surfaces: new Set(surfaces.map(({ name }) => name)),
    surfaceOf: surfaceLookup(options.postings),
  });
}

import { hostname } from 'node:os';
import { nanoid } from 'nanoid';
import type { ReminderRound } from '../core/attention/round.ts';
import type { Surface } from '../core/cards/surface.ts';
import type { Bodies, Hints, Outbox, Postings, Runs, Sweep, Talks } from '../core/ports.ts';
import type { Executor } from '../core/stage/executor.ts';
import { converge } from './converge.ts';
import type { ParentLog } from './log.ts';
import { takeTurns } from './posting/in-turn.ts';
import type { Drawing, PostingParts } from './posting/parts.ts';
import { Reach, watched } from './posting/reach.ts';
import type { StartedWorker } from './start-worker.ts';
import type { Queues, Work } from './queue.ts';
import { createTick } from './reconcile.ts';
import { postingsQueue, stagesQueue, surfaceLookup } from './routes.ts';
import { runStage } from './run-stage.ts';
import type { JobSettings } from './settings.ts';
import { obeyAborts, type LiveStages, type Rules, type StageParts } from './stage/parts.ts';
import { startTicker } from './ticker.ts';
import { within } from './within.ts';

export interface JobParts {
  runs: Runs;
  bodies: Bodies;
  talks: Talks;
  outbox: Outbox;
  postings: Postings;
  sweep: Sweep;
  remind: ReminderRound;
  hints: Hints;
  rules: Rules;
  executors: readonly Executor[];
  drawing: Drawing;
  /** The surfaces that this process serves; only the part `bots` uses them. */
  surfaces: readonly Surface[];
  queues: Queues;
  parts: readonly ('worker' | 'bots')[];
  settings: JobSettings;
  log: ParentLog;
}

export interface Jobs {
  /** Takes no more jobs, hands back the work in hand, and resolves within 10 s (R16). */
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
  const workers: StartedWorker[] = [];
  const stopListening = isWorker ? obeyAborts(options.hints, live) : () => undefined;
  if (isWorker) {
    const parts = stageParts(options, { ending: ending.signal, over: over.signal }, live);
    workers.push(queues.work(stagesQueue, (delivery) => runStage(parts, delivery), settings.stagesAtOnce));
  }
  const reached = reachedOf(options, surfaces, ending.signal);
  const posting = postingParts(options, reached);
  for (const { surface, reach } of reached) {
    const { name } = surface;
    const atOnce = settings.postingsAtOnce[name];
    const work: Work = (delivery) => reach.through(() => converge(posting, delivery));
    workers.push(queues.work(postingsQueue(name), work, atOnce));
  }
  const tick = tickOf(options, isWorker, reached);
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
      const closing = [stopTicker(), ...workers.map((worker) => worker.close())];
      for (const one of closing) one.catch((error: unknown) => log.warn({ err: error }, unclosed));
      const ended = Promise.allSettled(closing);
      const isIdle = await within(settings.drain, ended);
      if (!isIdle)
        log.warn({ attempts: [...live.keys()] }, 'These stages do not end in time: they are aborted, and handed back.');
      over.abort();
      for (const abort of live.values()) abort('shutting_down');
      if (!(await within(settings.handBack, ended)))
        log.warn(
          { attempts: [...live.keys()] },
          'Work could not be handed back: other workers get it when its leases run out.',
        );
      stopListening();
    },
  };
}

const unclosed = 'Something did not close when this process stopped: what it held runs out by itself.';

const stageParts = (options: JobParts, shift: StageParts['shift'], live: LiveStages): StageParts => ({
  ...options,
  executors: new Map(options.executors.map((executor) => [executor.kind, executor])),
  worker: `${hostname()}-${process.pid}-${nanoid(6)}`,
  shift,
  live,
});

type Reached = readonly { surface: Surface; reach: Reach }[];

const reachedOf = ({ settings, log }: JobParts, surfaces: readonly Surface[], ending: AbortSignal): Reached =>
  surfaces.map((surface) => ({
    surface,
    reach: new Reach({ surface: surface.name, probe: settings.awayProbe, ending, log }),
  }));

const postingParts = (options: JobParts, reached: Reached): PostingParts => ({
  ...options,
  surfaces: new Map(reached.map(({ surface, reach }) => [surface.name, watched(surface, reach)])),
  inTurn: takeTurns(),
  finished: new Set(),
});

function tickOf(options: JobParts, stages: boolean, reached: Reached): () => Promise<void> {
  return createTick({
    ...options,
    stages,
    surfaces: new Set(reached.map(({ surface }) => surface.name)),
    isAway: (name) => reached.some(({ surface, reach }) => surface.name === name && reach.isAway),
    surfaceOf: surfaceLookup(options.postings),
  });
}

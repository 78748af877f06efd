import { createRuns } from '../../../db/runs.ts';
import { decide } from '../../../src/core/run/decide.ts';
import { start } from '../../../src/core/run/start.ts';
import { createTick } from '../../../src/jobs/reconcile.ts';
import { runStage } from '../../../src/jobs/run-stage.ts';

/** What is put to the test: the program as it is, or a copy of it with a fault planted. */
export interface Program {
  decide: typeof decide;
  start: typeof start;
  createRuns: typeof createRuns;
  createTick: typeof createTick;
  runStage: typeof runStage;
}

export const asItIs: Program = { decide, start, createRuns, createTick, runStage };

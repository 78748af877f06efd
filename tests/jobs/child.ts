import { noCost } from '../../src/core/run/run.ts';
import type { Executor } from '../../src/core/stage/executor.ts';
import type { JobSettings } from '../../src/jobs/settings.ts';
import { startJobs } from '../../src/jobs/start.ts';
import { done, silent } from './room.ts';
import { openStores, type Place } from './stored.ts';

/** A worker process. It says on its output when it takes jobs, and when a stage began and was aborted. */

export interface ChildOptions extends Place {
  settings: JobSettings;
  /** `hang` works until it is aborted. */
  doing: 'hang' | 'done';
}

const options = JSON.parse(process.argv[2] ?? '{}') as ChildOptions;
const say = (word: string): void => void process.stdout.write(`${word} ${Date.now()}\n`);

const executors: Executor[] = (['write', 'command'] as const).map((kind) => ({
  kind,
  execute: async (_assignment, boundary) => {
    const begun = await boundary.begin({ estimate: noCost });
    if (!begun.go) return { kind: 'stopped', continuation: null, cost: noCost };
    say('began');
    if (options.doing === 'done') return done();
    await new Promise((resolve) => boundary.signal.addEventListener('abort', resolve));
    say('aborted');
    return { kind: 'aborted', cost: noCost };
  },
}));

const stored = await openStores(options, options.settings);
const jobs = await startJobs({
  ...stored,
  executors,
  drawing: { card: async () => null, words: async () => null },
  surfaces: [],
  parts: ['worker'],
  settings: options.settings,
  log: silent,
});
say('ready');
process.once('SIGTERM', () => {
  void jobs
    .stop()
    .then(() => stored.close())
    .then(() => process.exit(0));
});

import type { EngineName } from './engines.ts';
import type { Machine } from './machine.ts';
import type { Burst } from './measure/clicks.ts';
import type { Parked } from './measure/parked.ts';
import type { SlackClicks } from './measure/slack.ts';
import type { Starts } from './measure/starts.ts';
import type { Steps } from './measure/steps.ts';
import type { StoreAlone } from './measure/store.ts';
import type { Throughput } from './measure/throughput.ts';

export interface EngineResult {
  engine: EngineName;
  postgres: string;
  redis: string | null;
  starts: Starts;
  cold: Steps;
  clicks: (Burst & Steps)[];
  throughput: Throughput[];
  parked: Parked;
  store: StoreAlone;
  slack?: SlackClicks[];
}

/** What `npm run bench` writes to docs/reference/bench.json. Times in milliseconds, unless a name says otherwise. */
export interface BenchResult {
  at: string;
  /** A quick one shows that everything still works, and says nothing of how fast it is. */
  quick: boolean;
  /** Of the whole bench. */
  seconds: number;
  machine: Machine;
  load: { before: number; after: number };
  engines: EngineResult[];
}

import type { Refusal } from '../../../src/core/refusal.ts';
import type { RunEvent } from '../../../src/core/run/event.ts';
import type { Decision } from '../../../src/core/run/state.ts';
import type { Runs } from '../../../src/core/ports.ts';

export type Of<K extends RunEvent['kind']> = Extract<RunEvent, { kind: K }>;

/** Something that was told to the store of runs, and what the store answered, whoever heard the answer. */
export interface Told {
  event: RunEvent;
  reply: Decision | Refusal;
  /** On the clock of this history, which only counts. */
  asked: number;
  answered: number;
}

/** It changed the run. */
export type Change = Told & { reply: Decision };

export const versionOf = ({ reply }: Change): number => reply.state.run.version;

/** A decision that changed nothing has no effect either. */
const isChange = (told: Told): told is Change => !('refused' in told.reply) && told.reply.effects.length > 0;

/** A step that an executor was granted, and knows of. */
export interface Step {
  token: string;
  number: number;
  kind: 'model' | 'tool';
  /** It came to its end, and the executor knows what came of it. */
  hasEnded: boolean;
  /** The words that came with it. */
  heard: string[];
}

/** Everything that happened to one run, as those see it who stand around it. */
export class History {
  readonly told: Told[] = [];
  readonly steps: Step[] = [];
  /** The words in an executor's talk, each time that it looked. */
  readonly heard: string[][] = [];
  /** By the token of a lease that was made to run out: not before, and not after this. */
  readonly expired = new Map<string, { from: number; by: number }>();
  /** By the name of a worker: since when it may begin nothing more. */
  readonly sentHome = new Map<string, number>();
  clock = 0;
  /** Calls without an answer yet. */
  private open = 0;
  private wake: () => void = () => undefined;

  constructor(readonly first: Decision) {}

  /** What changed the run, in the order in which it did. */
  get changes(): Change[] {
    return this.told.filter(isChange).sort((a, b) => versionOf(a) - versionOf(b));
  }

  /** The same store, noting what it is told. */
  watching(runs: Runs): Runs['change'] {
    return async (runId, rule, delivery) => {
      const asked = ++this.clock;
      this.open += 1;
      try {
        const reply = await runs.change(runId, rule, delivery);
        if (rule.event) this.told.push({ event: rule.event, reply, asked, answered: ++this.clock });
        return reply;
      } finally {
        this.open -= 1;
        if (this.open === 0) this.wake();
      }
    };
  }

  async quiet(): Promise<void> {
    if (this.open > 0) await new Promise<void>((resolve) => (this.wake = resolve));
  }
}

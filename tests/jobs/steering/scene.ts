import type { Runs } from '../../../src/core/ports.ts';
import { isRefusal } from '../../../src/core/refusal.ts';
import type { Decision, RunState } from '../../../src/core/run/state.ts';
import { History } from './history.ts';
import type { House } from './house.ts';
import type { Program } from './program.ts';

/** One run, and all that those share who do something to it. */
export class Scene {
  readonly history: History;
  /** The store, under the eyes of whoever writes its history. */
  readonly runs: Runs;
  /** As the cards show it. */
  seen: RunState;

  constructor(
    readonly house: House,
    readonly program: Program,
    runs: Runs,
    first: Decision,
  ) {
    this.history = new History(first);
    this.runs = { ...runs, change: this.history.watching(runs) };
    this.seen = first.state;
  }

  get runId(): string {
    return this.seen.run.id;
  }

  /** Cards are drawn anew: from here on, people and the next act go by what is true now. */
  look(): void {
    for (const { reply } of this.history.told) {
      if (!isRefusal(reply) && reply.state.run.version > this.seen.run.version) this.seen = reply.state;
    }
  }
}

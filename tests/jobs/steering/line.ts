import { DbError } from '../../../db/error.ts';
import type { Runs } from '../../../src/core/ports.ts';

type Fate = 'alive' | 'dead' | 'buried';

/** A defect in the worker's eyes, so that it gives up at once: its process is gone, and must leave nothing behind here. */
const buried = (): Error => new TypeError('this worker is dead');

const lost = (): Error => new DbError('db-unreachable', 'The answer was lost.');

/**
 * What a worker's process has between itself and the stores. When it is killed, nothing that it asks is answered any more; what it
 * had asked may still be done. And of a living one, answers get lost.
 */
export class Line {
  /** Which of the next answers are lost, after what was asked has been done: a bit for each, the lowest first. */
  losing = 0;
  private fate: Fate = 'alive';
  private onBurial: (() => void)[] = [];

  get isAlive(): boolean {
    return this.fate === 'alive';
  }

  kill(): void {
    if (this.fate === 'alive') this.fate = 'dead';
  }

  /** Ends what hangs in the process of the test. */
  bury(): void {
    this.fate = 'buried';
    for (const end of this.onBurial.splice(0)) end();
  }

  /** As `runs` is from behind it. */
  through(runs: Runs): Runs {
    return {
      ...runs,
      change: (...asked) => this.pass(() => runs.change(...asked)),
      find: (runId) => this.pass(() => runs.find(runId)),
      renew: (...asked) => this.pass(() => runs.renew(...asked)),
    };
  }

  /** Never settles while the process is dead. */
  async hang(): Promise<never> {
    if (this.fate !== 'buried') await new Promise<void>((resolve) => this.onBurial.push(resolve));
    throw buried();
  }

  private async pass<T>(ask: () => Promise<T>): Promise<T> {
    if (!this.isAlive) return this.hang();
    const answer = await ask();
    if (!this.isAlive) return this.hang();
    const isLost = this.losing % 2 === 1;
    this.losing >>= 1;
    if (isLost) throw lost();
    return answer;
  }
}

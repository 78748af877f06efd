import type { DueEffect } from '../../../src/core/ports.ts';
import type { LiveStages, StopReason } from '../../../src/jobs/stage/parts.ts';
import type { History } from './history.ts';
import { Line } from './line.ts';
import { Script, type Order } from './script.ts';
import { deliver, type Around } from './worker.ts';

/** One process with the real worker in it, which takes one job up; its executor does as it is told, step by step. */
export class Hand {
  readonly line = new Line();
  readonly script: Script;
  hasEnded = false;
  private isIdle = false;
  private readonly live: LiveStages = new Map();
  private readonly ending = new AbortController();
  private onIdle: (() => void)[] = [];
  /** It gives up as soon as an answer is lost, as others do after an outage. */
  isImpatient = false;

  constructor(
    private readonly around: Around & { history: History },
    readonly name: string,
  ) {
    this.script = new Script(around.history, name, () => {
      if (this.line.isAlive) this.rest();
    });
  }

  /** It waits at a named point, for an order. */
  get takesOrders(): boolean {
    return this.isIdle && !this.hasEnded && this.line.isAlive && this.script.waits;
  }

  get attemptId(): string | null {
    return this.script.attemptId;
  }

  /** Delivers a job to it, as the queue does; resolves when it has come to a point where it waits, or has ended. */
  take(due: DueEffect): Promise<void> {
    const runs = this.line.through(this.around.runs);
    const executors = (['agent', 'write'] as const).map((kind) => this.script.executor(kind));
    const { name: worker, live, ending } = this;
    void deliver({ ...this.around, runs }, due, {
      ...{ worker, executors, live, ending: ending.signal },
      ...(this.isImpatient ? { patience: 0 } : {}),
    })
      .catch(() => undefined)
      .then(() => {
        this.hasEnded = true;
        this.rest();
      });
    return this.idle();
  }

  /** Resolves when it waits again, or has ended. */
  tell(order: Order): Promise<void> {
    this.isIdle = false;
    this.script.give(order);
    return this.idle();
  }

  /** From elsewhere: a cancel, or the end of its shift. */
  stop(reason: StopReason): Promise<void> {
    const stop = this.hasEnded || this.attemptId === null ? undefined : this.live.get(this.attemptId);
    if (!stop) return Promise.resolve();
    this.isIdle = false;
    stop(reason);
    return this.idle();
  }

  /** It may begin nothing more. */
  endShift(): void {
    this.around.history.sentHome.set(this.name, ++this.around.history.clock);
    this.ending.abort();
  }

  kill(): void {
    this.line.kill();
    this.rest();
  }

  bury(): void {
    this.line.bury();
    if (this.attemptId !== null) this.live.get(this.attemptId)?.('lease_lost');
  }

  private idle(): Promise<void> {
    return this.isIdle ? Promise.resolve() : new Promise((resolve) => this.onIdle.push(resolve));
  }

  private rest(): void {
    this.isIdle = true;
    for (const wake of this.onIdle.splice(0)) wake();
  }
}

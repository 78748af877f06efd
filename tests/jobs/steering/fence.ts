import { setTimeout as sleep } from 'node:timers/promises';
import { noCost } from '../../../src/core/run/run.ts';
import { deciding } from '../../../src/core/run/deciding.ts';
import type { CommandEvent } from '../../../src/core/run/event.ts';
import type { Decision } from '../../../src/core/run/state.ts';
import type { DueEffect, Runs } from '../../../src/core/ports.ts';
import type { Executor } from '../../../src/core/stage/executor.ts';
import { accepted, definition, people, startOf, type House } from './house.ts';
import type { Program } from './program.ts';
import { deliver, type Around } from './worker.ts';

export interface Fenced {
  tries: number;
  steps: number;
  /** Steps that were begun after a pause had committed: by the versions of the run, and by when they were asked for. */
  late: number;
  /** The most steps that an executor still learned of after somebody had been told that the run is paused. */
  mostSent: number;
}

/** An agent with turns without end: it is stopped, or it goes on. */
const endless = {
  ...definition,
  pipeline: {
    ...definition.pipeline,
    stages: definition.pipeline.stages.map((stage) => (stage.do === 'agent' ? { ...stage, turns: 1_000_000 } : stage)),
  },
};

/** Whoever is not stopped stops by itself, some steps later: in a program without the fence. */
const most = 5;

/** One run, in which a real worker takes step after step, until somebody pauses it at a random moment: again and again. */
class Fence {
  readonly seen: Fenced = { tries: 0, steps: 0, late: 0, mostSent: 0 };
  private readonly due: DueEffect[] = [];
  private clock = 0;
  private events = 0;
  /** When the pause was answered, and the version that it made. */
  private paused: { at: number; version: number } | null = null;
  private sent = 0;
  private waiting: { steps: number; resolve: () => void } | null = null;
  /** The steps of this try. */
  private readonly made: { asked: number; version: number }[] = [];

  constructor(
    private readonly around: Around,
    readonly id: string,
  ) {}

  hear(due: DueEffect): void {
    this.due.push(due);
  }

  async begin(): Promise<void> {
    const { runs, program } = this.around;
    accepted(await runs.create(accepted(program.start(startOf(this.id, endless, null)))));
  }

  async try(): Promise<void> {
    [this.paused, this.sent] = [null, 0];
    const job = this.due.at(-1)!;
    const work = deliver(this.watched(), job, { worker: 'w', executors: [this.executor] });
    await this.after(Math.floor(Math.random() * 4));
    await sleep(Math.random() * 8);
    const { state } = await this.command({ kind: 'pause', why: null });
    this.paused = { at: ++this.clock, version: state.run.version };
    await work;
    this.seen.tries += 1;
    this.seen.mostSent = Math.max(this.seen.mostSent, this.sent);
    this.count();
    await this.command({ kind: 'resume', epoch: null, notes: null });
  }

  /** Resolves when so many steps of this try have begun. */
  private after(steps: number): Promise<void> {
    return steps === 0 ? Promise.resolve() : new Promise((resolve) => (this.waiting = { steps, resolve }));
  }

  private async command(
    order: { kind: 'pause'; why: null } | { kind: 'resume'; epoch: null; notes: null },
  ): Promise<Decision> {
    const { runs, program } = this.around;
    const id = `${this.id}-c${++this.events}`;
    const event: CommandEvent = { ...order, id, at: new Date(), actor: people[0] };
    return accepted(await runs.change(this.id, deciding(event, program.decide), id));
  }

  /** The store, with an eye on when steps are asked for, and which version they made. */
  private watched() {
    const { runs } = this.around;
    const change: Runs['change'] = async (runId, rule, delivery) => {
      const asked = ++this.clock;
      const reply = await runs.change(runId, rule, delivery);
      if ('refused' in reply || reply.result.kind !== 'begin') return reply;
      this.seen.steps += 1;
      this.made.push({ asked, version: reply.state.run.version });
      if (this.made.length === this.waiting?.steps) this.waiting.resolve();
      return reply;
    };
    return { ...this.around, runs: { ...runs, change } };
  }

  /** What was begun although the pause stood. */
  private count(): void {
    const { paused } = this;
    const isLate = (it: { asked: number; version: number }): boolean =>
      paused !== null && (it.version > paused.version || it.asked > paused.at);
    this.seen.late += this.made.splice(0).filter(isLate).length;
  }

  private readonly executor: Executor = {
    kind: 'agent',
    execute: async (_assignment, boundary) => {
      for (;;) {
        const begun = await boundary.begin({ estimate: noCost });
        if (begun.go && this.paused) this.sent += 1;
        if (!begun.go || this.sent >= most) return { kind: 'stopped', continuation: null, cost: noCost };
        await sleep(Math.random() * 2);
      }
    },
  };
}

/** So many pauses at random moments, in a few runs at once. */
export async function pauseAtRandom(house: House, program: Program, tries: number): Promise<Fenced> {
  const fences = new Map<string, Fence>();
  const runs = house.store(program, (due) => fences.get(due.effect.runId)?.hear(due));
  const atOnce = 4;
  const lane = async (n: number): Promise<Fenced> => {
    const fence = new Fence({ house, program, runs }, `fence-${n}-${Math.random()}`);
    fences.set(fence.id, fence);
    await fence.begin();
    for (let done = 0; done < tries / atOnce; done += 1) await fence.try();
    return fence.seen;
  };
  const all = await Promise.all(Array.from({ length: atOnce }, (_, n) => lane(n)));
  const sum = (of: (it: Fenced) => number): number => all.reduce((total, it) => total + of(it), 0);
  return {
    ...{ tries: sum((it) => it.tries), steps: sum((it) => it.steps), late: sum((it) => it.late) },
    mostSent: Math.max(...all.map((it) => it.mostSent)),
  };
}

import type { DueEffect, Runs } from '../../../src/core/ports.ts';
import { Crew } from './crew.ts';
import { accepted, definition, money, startOf, type House } from './house.ts';
import { pick } from './pick.ts';
import type { Program } from './program.ts';
import { Scene } from './scene.ts';
import type { Order } from './script.ts';
import { sweep } from './sweep.ts';
import { Team } from './team.ts';

/** One random act: which, and two numbers that choose among what there is. An odd third one races it with the next. */
export type Act = readonly [kind: number, a: number, b: number, race: number];

/** What a model most often leads to. */
const usual: readonly Order[] = ['done', 'done', 'step', 'test', 'done', 'tag', 'shell', 'done', 'ask'];

const calls: readonly Order[] = ['test', 'tag', 'shell', 'ask', 'done'];

/** Runs of all plays have ids of their own. */
let count = 0;

/** One run, and all that happens to it: people and workers through the real stores, in the order that the acts say. */
export class Play {
  private readonly crew: Crew;
  private readonly team: Team;

  private constructor(private readonly scene: Scene) {
    this.crew = new Crew(scene);
    this.team = new Team(scene, this.crew);
  }

  get runId(): string {
    return this.scene.runId;
  }

  get history() {
    return this.scene.history;
  }

  /** Starts a run, as a click would. `listen` is told who plays it, for what becomes due. */
  static async begin(
    house: House,
    program: Program,
    runs: Runs,
    listen: (runId: string, due: (due: DueEffect) => void) => void,
  ): Promise<Play> {
    const runId = `run-${++count}`;
    const early: DueEffect[] = [];
    let play: Play | null = null;
    listen(runId, (due) => (play ? play.crew.jobs : early).push(due));
    const first = accepted(await runs.create(accepted(program.start(startOf(runId, definition, money.budget)))));
    play = new Play(new Scene(house, program, runs, first));
    play.crew.jobs.push(...early);
    return play;
  }

  /** Plays them in their order, but for those that race. */
  async play(acts: readonly Act[]): Promise<void> {
    for (let n = 0; n < acts.length; n += 1) {
      const now = [acts[n]!];
      while (acts[n]![3] % 6 === 5 && n + 1 < acts.length && now.length < 3) now.push(acts[(n += 1)]!);
      await Promise.all(now.map((act) => this.act(act)));
      this.scene.look();
    }
  }

  end(orderly: boolean): Promise<void> {
    return this.crew.end(orderly);
  }

  private static readonly acts: readonly ((it: Play, a: number, b: number) => Promise<unknown>)[] = [
    ...Array.from({ length: 7 }, () => (it: Play, _a: number, b: number) => it.onward(b)),
    (it, a, b) => it.crew.deliver(pick(it.crew.jobs, a), b),
    async (it, a, b) => (await it.crew.order(a, pick(calls, b) ?? 'test')) || it.onward(a),
    async (it, a, b) => (await it.crew.order(a, b % 3 === 0 ? 'fail' : 'falter')) || it.onward(a),
    async (it, a, b) => (await it.crew.trouble(a, b)) || it.onward(b),
    async (it, a, b) => (await it.crew.trouble(a, b)) || it.onward(b),
    (it, a) => it.team.pause(a),
    (it, a) => it.team.pause(a),
    (it, a, b) => it.team.resume(a, b),
    ...Array.from({ length: 3 }, () => (it: Play, a: number, b: number) => it.team.say(a, b)),
    (it, a, b) => it.team.changeWords(a, b),
    (it, a, b) => it.team.changeWords(a, b),
    (it) => it.team.repeat(),
    async (it, a, b) => (await it.team.answer(a, b)) || it.onward(a),
    (it, a, b) => it.team.ending(a, b),
  ];
  static readonly kinds = Play.acts.length;

  private async act([kind, a, b]: Act): Promise<void> {
    await Play.acts[kind % Play.kinds]!(this, a, b);
  }

  /** The next thing on the way to the end: without it, random acts seldom get anywhere. */
  private onward(b: number): Promise<unknown> {
    const { crew, team } = this;
    const hand = crew.atWork;
    if (hand) return hand.tell(hand.script.step?.kind === 'model' ? (pick(usual, b) ?? 'done') : 'step');
    switch (this.scene.seen.run.status) {
      case 'queued':
        return crew.deliver(crew.jobs.at(-1), b);
      case 'running':
        return sweep(this.scene);
      case 'paused':
        return team.resume(0, 0);
      case 'blocked':
      case 'awaiting':
        return team.answer(0, 0);
      default:
        return Promise.resolve();
    }
  }
}

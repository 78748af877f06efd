import { isRefusal, type Refusal } from '../../../src/core/refusal.ts';
import type { DueEffect, Runs } from '../../../src/core/ports.ts';
import { deciding } from '../../../src/core/run/deciding.ts';
import type { CommandEvent, RunEvent } from '../../../src/core/run/event.ts';
import type { Decision, RunState } from '../../../src/core/run/state.ts';
import { markOfWords, type MessageAt } from '../../../src/core/steering/message.ts';
import { quickSettings, silent } from '../room.ts';
import { accepted, definition, money, people, startOf, type House } from './house.ts';
import { Hand } from './hand.ts';
import { History } from './history.ts';
import type { Program } from './program.ts';
import type { Order } from './script.ts';
import { keyOf } from './words.ts';

/** One random act: which, and two numbers that choose among what there is. An odd third one races it with the next. */
export type Act = readonly [kind: number, a: number, b: number, race: number];

const policies = [null, null, 'steer', 'pause'] as const;
/** What a model most often leads to. */
const usual: readonly Order[] = ['done', 'done', 'step', 'test', 'done', 'tag', 'shell', 'done', 'ask'];

const calls: readonly Order[] = ['test', 'tag', 'shell', 'ask', 'done'];

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

let count = 0;

/** One run, and all that happens to it: people and workers through the real stores, in the order that the acts say. */
export class Play {
  readonly history: History;
  private seen: RunState;
  private readonly hands: Hand[] = [];
  private readonly jobs: DueEffect[] = [];
  private readonly sources: MessageAt[] = [];
  private last: RunEvent | null = null;
  private words = 0;
  private events = 0;

  private constructor(
    private readonly house: House,
    private readonly program: Program,
    private readonly runs: Runs,
    first: Decision,
  ) {
    this.seen = first.state;
    this.history = new History(first);
    this.runs = { ...runs, change: this.history.watching(runs) };
  }

  get runId(): string {
    return this.seen.run.id;
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
    listen(runId, (due) => (play ? play.jobs : early).push(due));
    const first = accepted(await runs.create(accepted(program.start(startOf(runId, definition, money.budget)))));
    play = new Play(house, program, runs, first);
    play.jobs.push(...early);
    return play;
  }

  /** Plays them in their order, but for those that race. */
  async play(acts: readonly Act[]): Promise<void> {
    for (let n = 0; n < acts.length; n += 1) {
      const now = [acts[n]!];
      while (acts[n]![3] % 6 === 5 && n + 1 < acts.length && now.length < 3) now.push(acts[(n += 1)]!);
      await Promise.all(now.map((act) => this.act(act)));
      this.look();
    }
  }

  /** Whoever is at work ends it, or dies; then nothing is under way any more. */
  async end(orderly: boolean): Promise<void> {
    for (const hand of this.hands) {
      if (orderly && hand.takesOrders) await hand.stop('shutting_down');
      else hand.kill();
    }
    await this.history.quiet();
    this.look();
    if (this.seen.attempts.some(({ lease }) => lease)) await this.sweep();
    for (const hand of this.hands) hand.bury();
    await this.history.quiet();
  }

  private static readonly acts: readonly ((it: Play, a: number, b: number) => Promise<unknown>)[] = [
    ...Array.from({ length: 7 }, () => (it: Play, _a: number, b: number) => it.onward(b)),
    (it, a, b) => it.deliver(pick(it.jobs, a), b),
    (it, a, b) => it.order(a, pick(calls, b) ?? 'test'),
    (it, a, b) => it.order(a, b % 3 === 0 ? 'fail' : 'falter'),
    (it, a, b) => it.trouble(a, b),
    (it, a, b) => it.trouble(a, b),
    (it, a) => it.pause(a),
    (it, a) => it.pause(a),
    (it, a, b) => it.resume(a, b),
    ...Array.from({ length: 3 }, () => (it: Play, a: number, b: number) => it.say(a, b)),
    (it, a, b) => it.changeWords(a, b),
    (it, a, b) => it.changeWords(a, b),
    (it) => it.repeat(),
    (it, a, b) => it.answer(a, b),
    (it, a, b) => it.ending(a, b),
  ];
  static readonly kinds = Play.acts.length;

  private async act([kind, a, b]: Act): Promise<void> {
    await Play.acts[kind % Play.kinds]!(this, a, b);
  }

  /** The next thing on the way to the end: without it, random acts seldom get anywhere. */
  private onward(b: number): Promise<unknown> {
    const { status } = this.seen.run;
    const hand = this.atWork();
    if (hand) return hand.tell(hand.script.step?.kind === 'model' ? (pick(usual, b) ?? 'done') : 'step');
    if (status === 'queued') return this.deliver(this.jobs.at(-1), b);
    if (status === 'running') return this.sweep();
    if (status === 'paused') return this.resume(0, 0);
    if (status === 'blocked' || status === 'awaiting') return this.answer(0, 0);
    return Promise.resolve();
  }

  private atWork(): Hand | undefined {
    return this.hands.findLast((hand) => hand.takesOrders);
  }

  /** Most workers begin at once; some are overtaken first. One in ten jobs comes to two workers in one instant. */
  private async deliver(due: DueEffect | undefined, b: number): Promise<void> {
    if (!due) return;
    await Promise.all(
      Array.from({ length: b % 10 === 9 ? 2 : 1 }, async () => {
        const { house, program, runs, history } = this;
        const hand = new Hand({ house, program, runs, history }, `w${this.hands.length}`);
        this.hands.push(hand);
        if (b % 7 === 6) hand.line.losing = 1 + (b % 5);
        await hand.take(due);
        if (b % 4 !== 3 && hand.takesOrders) await hand.tell('step');
      }),
    );
  }

  private async order(a: number, order: Order): Promise<void> {
    const hand = pick(
      this.hands.filter((it) => it.takesOrders),
      a,
    );
    if (!hand) {
      await this.onward(a);
      return;
    }
    if (a % 4 === 3) hand.line.losing = 1 + (a % 8);
    await hand.tell(hand.script.step ? order : 'step');
  }

  /** Workers die, in the middle of a call too; their leases run out, those of the living too; or they are sent home. */
  private async trouble(a: number, b: number): Promise<void> {
    const hand = this.atWork();
    const kind = b % 6;
    if (!hand) await this.onward(b);
    else if (kind === 0) hand.kill();
    else if (kind === 1) {
      const busy = hand.tell(hand.script.step ? 'done' : 'step');
      await new Promise((resolve) => setTimeout(resolve, a % 4));
      hand.kill();
      await busy;
    } else if (kind === 2) {
      hand.kill();
      await this.sweep();
    } else if (kind === 3) await this.sweep();
    else if (kind === 4) await hand.stop('shutting_down');
    else {
      hand.endShift();
      await hand.tell('step');
    }
  }

  /** Whatever lease there is runs out, and the sweep finds it. */
  private async sweep(): Promise<void> {
    const from = this.history.clock;
    const rows = await this.house.client.pool.rows<{ id: string; token: string; worker: string }>(
      `update attempts set lease_until = now() - interval '1 second'
       where run_id = $1 and lease_token is not null returning id, lease_token as token, lease_worker as worker`,
      [this.runId],
    );
    if (rows.length === 0) return;
    const by = ++this.history.clock;
    for (const { token } of rows) this.history.expired.set(token, { from, by });
    const until = new Date(0);
    const lapsed = rows.map(({ id, token, worker }) => ({
      ...{ runId: this.runId, attemptId: id },
      lease: { token, worker, until },
    }));
    await this.program.createTick(sweepParts(this.runs, this.program, lapsed))();
  }

  private pause(a: number): Promise<unknown> {
    return this.person(a, { kind: 'pause', why: null });
  }

  /** One of three from a card, and that may be an old one. */
  private resume(a: number, b: number): Promise<unknown> {
    const { epoch } = this.seen.run;
    return this.person(a, { kind: 'resume', notes: null, epoch: [null, epoch, epoch - (b % 2)][b % 3] ?? null });
  }

  private async say(a: number, b: number): Promise<void> {
    const text = `w${++this.words}`;
    const at: MessageAt = { surface: 'slack', channel: 'C1', message: `${this.runId}/${text}` };
    this.sources.push(at);
    const source = { ...at, mark: markOfWords(text) };
    await this.person(a, { kind: 'message', text, policy: pick(policies, b) ?? null, source, talk: null });
  }

  /** By their author, most often; as the chat reports it: nobody knows who deleted a message. */
  private async changeWords(a: number, b: number): Promise<void> {
    const at = pick(this.sources, this.sources.length - 1 - (a % Math.min(3, Math.max(1, this.sources.length))));
    if (!at) return this.say(a, b);
    for (let look = 0; look < 3; look += 1) {
      const chain = await this.house.views.saidAt(at);
      const author = people.findIndex(({ personId }) => personId === chain[0]?.author);
      if (author < 0) return;
      const by = b % 4 === 0 ? ('author' as const) : ('unknown' as const);
      const text = b % 9 === 8 ? keyOf(chain.at(-1)!) : `w${++this.words}`;
      const order =
        b % 2 === 0
          ? ({ kind: 'take_back', chain, by } as const)
          : ({ kind: 'reword', chain, text, policy: b % 5 === 0 ? 'steer' : null } as const);
      const reply = await this.person(author, order);
      if (!isRefusal(reply) || reply.refused !== 'contended') return;
    }
  }

  private async answer(a: number, b: number): Promise<void> {
    const ask = this.seen.asks[0];
    if (!ask) {
      await this.onward(b);
      return;
    }
    const choice = ask.choices[b % 3 === 2 ? 1 : 0]!.id;
    const budget = b % 3 === 2 ? null : { microUsd: this.seen.run.spent.microUsd + money.raise, tokens: null };
    const answer = { askId: ask.id, revision: ask.revision, choice, words: 'why', confirmed: true, budget };
    await this.tell({ ...this.base(), actor: pick(people, a)!, kind: 'answer', ...answer });
  }

  private async ending(a: number, b: number): Promise<void> {
    const epoch = b % 2 === 0 ? null : this.seen.run.epoch;
    const confirmed = true;
    if (b % 5 === 4) await this.person(a, { kind: 'cancel', epoch, confirmed });
    else await this.person(a, { kind: 'rollback', epoch, confirmed, checkpoint: b % this.seen.checkpoints.length });
  }

  /** What a person did comes once more, by the same delivery. */
  private async repeat(): Promise<void> {
    if (this.last) await this.tell(this.last);
  }

  private person(a: number, order: Commanded): Promise<Decision | Refusal> {
    return this.tell({ ...order, ...this.base(), actor: pick(people, a)! });
  }

  private base(): { id: string; at: Date } {
    return { id: `${this.runId}-e${++this.events}`, at: new Date() };
  }

  private async tell(event: RunEvent): Promise<Decision | Refusal> {
    this.last = event;
    const reply = await this.runs.change(this.runId, deciding(event, this.program.decide), event.id);
    if (!isRefusal(reply)) await this.obeyAborts(reply);
    return reply;
  }

  /** As the hint that a worker is to stop arrives, or gets lost. */
  private async obeyAborts({ effects }: Decision): Promise<void> {
    if (this.events % 2 === 0) return;
    const aborted = effects.flatMap((effect) => (effect.do === 'abort' ? [effect.attemptId] : []));
    const told = this.hands.filter(({ attemptId, line }) => line.isAlive && aborted.includes(attemptId ?? ''));
    await Promise.all(told.map((hand) => hand.stop('aborted')));
  }

  /** Cards are drawn anew: from here on, people and the next act go by what is true now. */
  private look(): void {
    for (const { reply } of this.history.told) {
      if (!isRefusal(reply) && reply.state.run.version > this.seen.run.version) this.seen = reply.state;
    }
  }
}

type Without<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'actor'> : never;
type Commanded = Without<CommandEvent>;

const nothing = async (): Promise<never[]> => [];

const sweepParts = (
  runs: Runs,
  { decide }: Program,
  lapsed: Awaited<ReturnType<Parameters<Program['createTick']>[0]['sweep']['lapsed']>>,
): Parameters<Program['createTick']>[0] => ({
  ...{ runs, rules: decide, outbox: { overdue: nothing }, settings: quickSettings, log: silent },
  sweep: { lapsed: async () => lapsed, stuck: nothing, expired: nothing, seal: async () => 0, prune: async () => 0 },
  queues: { add: async () => undefined, isTaken: async () => false },
  surfaceOf: async () => null,
  remind: async () => 0,
  ...{ stages: true, surfaces: new Set(), isAway: () => false },
});

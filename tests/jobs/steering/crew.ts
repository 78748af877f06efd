import type { DueEffect } from '../../../src/core/ports.ts';
import type { Decision } from '../../../src/core/run/state.ts';
import { Hand } from './hand.ts';
import { pick } from './pick.ts';
import type { Scene } from './scene.ts';
import type { Order } from './script.ts';
import { expire, find, sweep } from './sweep.ts';

/** Those who work on a run: each job that is delivered brings another one. */
export class Crew {
  /** All that ever became due: a job may come late, and again. */
  readonly jobs: DueEffect[] = [];
  private readonly hands: Hand[] = [];

  constructor(private readonly scene: Scene) {}

  get atWork(): Hand | undefined {
    return this.hands.findLast((hand) => hand.takesOrders);
  }

  /** Most workers begin at once; some are overtaken first. One in ten jobs comes to two workers in one instant. */
  async deliver(due: DueEffect | undefined, b: number): Promise<void> {
    if (due) await Promise.all(Array.from({ length: b % 10 === 9 ? 2 : 1 }, () => this.bring(due, b)));
  }

  private async bring(due: DueEffect, b: number): Promise<void> {
    const hand = new Hand(this.scene, `w${this.hands.length}`);
    this.hands.push(hand);
    if (b % 7 === 6) hand.line.losing = 1 + (b % 5);
    hand.isImpatient = b % 3 === 2;
    await hand.take(due);
    if (b % 4 !== 3 && hand.takesOrders) await hand.tell('step');
  }

  /** False where nobody takes any. */
  async order(a: number, order: Order): Promise<boolean> {
    const ready = this.hands.filter((it) => it.takesOrders);
    const hand = pick(ready, a);
    if (!hand) return false;
    if (a % 4 === 3) hand.line.losing = 1 + (a % 8);
    // It never hears what came of this.
    if (a % 4 === 1 && hand.isImpatient) hand.line.losing = 1;
    await hand.tell(hand.script.step ? order : 'step');
    return true;
  }

  /** Workers die, in the middle of a call too; their leases run out, those of the living too; or they are sent home. */
  async trouble(a: number, b: number): Promise<boolean> {
    const hand = this.atWork;
    if (!hand) return false;
    await this.troubles[b % this.troubles.length]!(hand, a);
    return true;
  }

  private readonly troubles: readonly ((hand: Hand, a: number) => unknown)[] = [
    (hand) => hand.kill(),
    (hand, a) => killInCall(hand, a % 4),
    (hand) => {
      hand.kill();
      return sweep(this.scene);
    },
    () => sweep(this.scene),
    (hand) => hand.stop('shutting_down'),
    (hand) => {
      hand.endShift();
      return hand.tell('step');
    },
    // Its lease has run out, and it goes on before anybody has seen that.
    async (hand) => {
      const lapsed = await expire(this.scene);
      // Somebody else may have killed it meanwhile: then it says nothing any more.
      await Promise.all([hand.takesOrders && hand.tell('step'), find(this.scene, lapsed)]);
    },
    (hand) => this.die(hand, 4),
  ];

  /** One worker after the other ends at the same stage. */
  private async die(first: Hand, times: number): Promise<void> {
    first.kill();
    await sweep(this.scene);
    for (let n = 1; n < times; n += 1) {
      const due = this.jobs.at(-1);
      if (due) await this.bring(due, 0);
      this.atWork?.kill();
      await sweep(this.scene);
    }
  }

  /** As the hint that a worker is to stop arrives. */
  async abort({ effects }: Decision): Promise<void> {
    const aborted = effects.flatMap((effect) => (effect.do === 'abort' ? [effect.attemptId] : []));
    const told = this.hands.filter(({ attemptId, line }) => line.isAlive && aborted.includes(attemptId ?? ''));
    await Promise.all(told.map((hand) => hand.stop('aborted')));
  }

  /** Whoever is at work ends it, or dies; then nothing is under way any more. */
  async end(orderly: boolean): Promise<void> {
    const { scene, hands } = this;
    for (const hand of hands) {
      if (orderly && hand.takesOrders) await hand.stop('shutting_down');
      else hand.kill();
    }
    await scene.history.quiet();
    scene.look();
    if (scene.seen.attempts.some(({ lease }) => lease)) await sweep(scene);
    for (const hand of hands) hand.bury();
    await scene.history.quiet();
  }
}

async function killInCall(hand: Hand, milliseconds: number): Promise<void> {
  const busy = hand.tell(hand.script.step ? 'done' : 'step');
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  hand.kill();
  await busy;
}

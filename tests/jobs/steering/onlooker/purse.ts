import { money } from '../house.ts';

/** What a run may spend, and has. Micro-dollars. */
export class Purse {
  private budget: number = money.budget;
  spent = 0;

  get isSpent(): boolean {
    return this.spent >= this.budget;
  }

  pay(microUsd: number): void {
    this.spent += microUsd;
  }

  /** An answer raises it, and never lowers it. */
  raise(microUsd: number): void {
    this.budget = Math.max(this.budget, microUsd);
  }

  get about(): string {
    return `${this.spent} of ${this.budget} spent`;
  }
}

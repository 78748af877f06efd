import type { History } from '../history.ts';
import { Purse } from './purse.ts';
import { Talk } from './talk.ts';
import { Queue } from './words.ts';

export type Hold = 'person' | 'policy' | 'message' | 'acknowledge' | null;

export const endsByWords = (hold: Hold): boolean => hold === 'message' || hold === 'acknowledge';

/** Somebody who has claimed an attempt and has not let go of it. */
export interface Worker {
  name: string;
  attempt: string;
  /** A cancel or a rollback has taken the work out of its hand. */
  isAborted: boolean;
  /** The step that it is in, and has not reported back from. */
  step: { number: number; call: string | null; mayRepeat: boolean; words: number } | null;
}

/** What is believed at one version, to judge by it what was refused at that time. */
export interface Belief {
  version: number;
  status: string;
  hold: Hold;
  epoch: number;
  workers: ReadonlyMap<string, Readonly<Worker>>;
  isSpent: boolean;
  /** When the newest words were said that nobody has read. */
  newestWords: Date | null;
  /** By call: when a person let it pass. */
  decisions: ReadonlyMap<string, Date>;
}

/** Words come before a call, but for those that a person knew of who let it pass. */
export const comesAfterWords = ({ newestWords, decisions }: Pick<Belief, 'newestWords' | 'decisions'>, call: string) =>
  newestWords !== null && newestWords > (decisions.get(call) ?? new Date(0));

/** What a run has come to, as somebody believes who has seen all that was done to it. */
export class Believed {
  readonly words = new Queue();
  readonly purse = new Purse();
  readonly talk = new Talk();
  /** By the token of their lease. */
  readonly workers = new Map<string, Worker>();
  hold: Hold = null;
  /** It has stopped itself: for one reason or several, one question asks how to go on. */
  isBlocked = false;
  /** Somebody has noted what whoever is at work has not read. */
  hasNews = false;
  /** A person is asked: by an agent, or before one of its calls. */
  isAsking = false;
  end: 'completed' | 'cancelled' | null = null;
  stage = 0;
  /** The stage that is next at each checkpoint. */
  readonly checkpoints = [0];
  /** Failures at this stage since a person last decided about it. */
  tries = 0;
  /** Attempts that are done, or have failed. */
  readonly ended = new Set<string>();
  /** Workers that died, by attempt. */
  readonly takeovers = new Map<string, number>();
  epoch: number;
  version: number;
  private readonly stages: number;

  constructor(readonly history: History) {
    const { run, definition } = history.first.state;
    this.stages = definition.pipeline.stages.length;
    ({ epoch: this.epoch, version: this.version } = run);
  }

  get status(): string {
    if (this.end) return this.end;
    if (this.isBlocked) return 'blocked';
    if (this.hold) return 'paused';
    if (this.isAsking) return 'awaiting';
    return this.isAtWork ? 'running' : 'queued';
  }

  /** Whoever pauses what the next words, or their author, would let go on, is heard as well. */
  get mayBeHeld(): boolean {
    return this.mayPause || (this.status === 'paused' && endsByWords(this.hold));
  }

  get mayPause(): boolean {
    return ['queued', 'running', 'awaiting'].includes(this.status);
  }

  get hasStage(): boolean {
    return this.stage < this.stages;
  }

  /** The first stage is an agent's, the other a writer's. */
  get isAgents(): boolean {
    return this.stage === 0;
  }

  get snapshot(): Belief {
    const { version, status, hold, epoch, purse, words, talk } = this;
    const workers = new Map([...this.workers].map(([token, worker]) => [token, { ...worker }]));
    const [newestWords, decisions] = [words.newest, talk.decisions];
    return { version, status, hold, epoch, workers, isSpent: purse.isSpent, newestWords, decisions };
  }

  letGo(): void {
    this.hold = null;
    this.moveOn();
  }

  /** At its end, a run that nothing holds is over; but words that nobody read any more are not dropped in silence. */
  moveOn(): void {
    if (this.hold || this.isBlocked || this.isAsking || this.end || this.isAtWork || this.hasStage) return;
    if (this.words.drop() > 0) this.hold = 'acknowledge';
    else this.end = 'completed';
  }

  get isAtWork(): boolean {
    return [...this.workers.values()].some(({ isAborted }) => !isAborted);
  }
}

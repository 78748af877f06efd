import type { RunEvent } from '../../../src/core/run/event.ts';
import type { Decision } from '../../../src/core/run/state.ts';
import { versionOf, type Change, type History, type Told } from './history.ts';
import { money, ownTurns } from './house.ts';
import { holds } from './law.ts';
import { keyOf, Queue } from './words.ts';

type Of<K extends RunEvent['kind']> = Extract<RunEvent, { kind: K }>;
type Result = Decision['result'];
type Hold = 'person' | 'policy' | 'message' | 'acknowledge' | null;

/** Somebody who has claimed an attempt and has not let go of it. */
interface Worker {
  attempt: string;
  /** A cancel or a rollback has taken the work out of its hand. */
  isAborted: boolean;
  /** The step that it is in, and has not reported back from. */
  step: { number: number; isTool: boolean; mayRepeat: boolean; words: number } | null;
}

/** What an onlooker believes after each change, to judge by it what was refused at that time. */
interface Belief {
  version: number;
  status: string;
  hold: Hold;
  epoch: number;
  workers: ReadonlyMap<string, Readonly<Worker>>;
  isSpent: boolean;
}

/**
 * Looks at what was told to the store of runs and what came of it, in the order of the versions, and holds it against DESIGN.md,
 * sections 3 and 4. It was written from those, and knows no rule from the inside.
 */
export class Onlooker {
  private readonly words = new Queue();
  private readonly workers = new Map<string, Worker>();
  private hold: Hold = null;
  private isBlocked = false;
  /** A person is asked: by an agent, or before one of its calls. */
  private isAsking = false;
  /** About this call; and which of them they have approved, or all for the run. */
  private asked = '';
  private readonly approved = new Set<string>();
  private mayCallAll = false;
  /** By attempt: calls of the model for itself, since a person last decided. */
  private readonly own = new Map<string, number>();
  /** Attempts that have had their last word. */
  private readonly wrapped = new Set<string>();
  private end: 'completed' | 'cancelled' | null = null;
  private stage = 0;
  /** The stage that is next at each checkpoint. */
  private readonly checkpoints = [0];
  private tries = 0;
  private readonly takeovers = new Map<string, number>();
  private budget: number = money.budget;
  private spent = 0;
  private epoch: number;
  private version: number;
  private readonly beliefs: Belief[] = [];
  private readonly stages: number;

  constructor(private readonly history: History) {
    const { run, definition } = history.first.state;
    this.stages = definition.pipeline.stages.length;
    ({ epoch: this.epoch, version: this.version } = run);
    this.remember();
  }

  /** Throws at the first law that does not hold. */
  watch(): void {
    for (const change of this.history.changes) this.see(change);
    for (const it of this.history.told) if ('refused' in it.reply) this.judge(it, it.reply.refused);
    for (const heard of this.history.heard)
      holds(new Set(heard).size === heard.length, 'words are read once', heard.join(' '));
  }

  /** What the run has come to, for whoever compares it with what is stored. */
  get now() {
    const { status, hold, spent, version, stage } = this;
    return { status, hold, spent, version, stage, words: this.words.all };
  }

  private see(change: Change): void {
    const { run } = change.reply.state;
    const about = `${change.event.kind} → version ${run.version}`;
    holds(run.version === this.version + 1, 'every change is one that somebody asked for, once', about);
    const before = this.spent;
    this.follow(change);
    holds(
      run.spent.microUsd === this.spent,
      'what a step costs is booked once',
      `${about}: ${before} → ${run.spent.microUsd}, not ${this.spent}`,
    );
    const hold = run.hold?.reason ?? null;
    const both = `${about}: held by ${hold}, not by ${this.hold}`;
    const wasHeld = this.beliefs.at(-1)!.hold !== null;
    holds(
      this.hold === null || hold !== null,
      wasHeld ? 'a pause ends by nothing but what may end it' : 'what is to hold a run holds it',
      both,
    );
    holds(this.hold !== null || hold === null, 'a run is held by nothing but what holds', both);
    holds(hold === this.hold, 'a pause says what holds', both);
    holds(
      run.status === this.status,
      'the status follows from what is open, held and in flight',
      `${about}: ${run.status}, not ${this.status}`,
    );
    holds(run.epoch >= this.epoch, 'the epoch never falls');
    const due = change.reply.effects.filter((effect) => effect.do === 'run_stage');
    holds(due.length <= 1, 'a run has one piece of work');
    this.version = run.version;
    this.epoch = run.epoch;
    this.remember();
  }

  private get status(): string {
    if (this.end) return this.end;
    if (this.isBlocked) return 'blocked';
    if (this.hold) return 'paused';
    if (this.isAsking) return 'awaiting';
    return [...this.workers.values()].some(({ isAborted }) => !isAborted) ? 'running' : 'queued';
  }

  private get isSpent(): boolean {
    return this.spent >= this.budget;
  }

  private remember(): void {
    const { version, status, hold, epoch, isSpent } = this;
    const workers = new Map([...this.workers].map(([token, worker]) => [token, { ...worker }]));
    this.beliefs.push({ version, status, hold, epoch, isSpent, workers });
  }

  private follow({ event, reply, asked }: Change): void {
    switch (event.kind) {
      case 'pause':
        holds(this.mayPause, 'only what goes on is paused', this.status);
        this.hold = 'person';
        return;
      case 'resume':
        return this.resumed(event);
      case 'message':
        return this.said(event);
      case 'reword':
        return this.reworded(event);
      case 'take_back':
        return this.takenBack(event);
      case 'rollback':
        holds(event.epoch === null || event.epoch === this.epoch, 'Rollback from an outdated card is refused');
        return this.rolledBack(event.checkpoint);
      case 'cancel':
        holds(event.epoch === null || event.epoch === this.epoch, 'Cancel from an outdated card is refused');
        return this.cancelled();
      case 'answer':
        return this.answered(event);
      case 'claim':
        return this.claimed(event, asked);
      case 'begin_step':
        return this.begun(event, reply, asked);
      case 'finish':
        return this.finished(event, reply);
      case 'fail':
        return this.failed(event);
      case 'park':
        return this.parked(event, reply);
      case 'release':
        return this.released(event);
      case 'lapse':
        return this.lapsed(event);
      default:
        throw new Error(`nobody in these sequences says “${event.kind}”`);
    }
  }

  private get mayPause(): boolean {
    return ['queued', 'running', 'awaiting'].includes(this.status);
  }

  // --- people ---

  private resumed({ epoch }: Of<'resume'>): void {
    holds(this.status === 'paused', 'only what is held is resumed', this.status);
    holds(epoch === null || epoch === this.epoch, 'Resume from an outdated card is refused');
    this.letGo();
  }

  private letGo(): void {
    this.hold = null;
    this.moveOn();
  }

  /** At its end, a run that nothing holds is over; but words that nobody read any more are not dropped in silence. */
  private moveOn(): void {
    const atWork = [...this.workers.values()].some(({ isAborted }) => !isAborted);
    if (this.hold || this.isBlocked || this.isAsking || this.end || atWork || this.stage < this.stages) return;
    if (this.words.drop() > 0) this.hold = 'acknowledge';
    else this.end = 'completed';
  }

  private said({ text, policy, at }: Of<'message'>): void {
    holds(this.end === null, 'a run that is over takes no words');
    if (this.stage < this.stages) this.words.hear(text, at, policy ?? 'steer');
    if (this.isSpent && !this.isBlocked) this.rejected(text);
    else this.steer(policy === 'pause');
  }

  /** No model would see them: they are kept, and what goes on is held until somebody has seen that. */
  private rejected(key: string): void {
    this.words.reject(key);
    if (this.mayPause) this.hold = 'acknowledge';
  }

  private steer(pauses: boolean): void {
    if (pauses) {
      if (this.mayPause || (this.hold === 'acknowledge' && !this.isBlocked)) this.hold = 'message';
      else if (this.hold === 'acknowledge') this.hold = 'message';
    } else if (this.hold === 'acknowledge') this.letGo();
  }

  private reworded({ chain, text, policy, at }: Of<'reword'>): void {
    holds(this.end === null, 'a run that is over takes no words');
    const before = chain.at(-1)!;
    this.words.follow(keyOf(before));
    if (this.stage < this.stages) this.words.hear(text, at, policy ?? 'pause');
    if (policy !== 'steer') this.steer(true);
    else if (this.hold === 'acknowledge') this.letGo();
    else this.askAgain();
  }

  /** The policy once more, now that words have left the queue. */
  private askAgain(): void {
    if (this.hold === 'message' && !this.words.asksForPause) this.letGo();
  }

  private takenBack({ chain, by, at }: Of<'take_back'>): void {
    const last = chain.at(-1)!;
    if (this.end !== null) return;
    const key = keyOf(last);
    const asked = this.words.find(key)?.state === 'waiting' && this.words.find(key)?.policy === 'pause';
    const read = chain.findLast((it) => ['with', 'kept'].includes(this.words.find(keyOf(it))?.state ?? ''));
    this.words.follow(key);
    if (read && this.stage < this.stages) this.words.hear(`gone:${keyOf(read)}`, at, null);
    if (by === 'author') this.askAgain();
    else if (asked && this.hold === 'message') this.hold = 'person';
  }

  private rolledBack(number: number): void {
    holds(this.end !== 'cancelled', 'what was cancelled is over');
    this.abort();
    this.words.drop();
    this.stage = this.checkpoints[number]!;
    this.checkpoints.push(this.stage);
    [this.tries, this.end, this.isBlocked, this.isAsking, this.hold] = [0, null, false, false, 'person'];
  }

  private cancelled(): void {
    holds(this.end === null, 'what is over is not cancelled');
    this.abort();
    this.words.drop();
    [this.end, this.isBlocked, this.isAsking, this.hold] = ['cancelled', false, false, null];
  }

  private abort(): void {
    for (const worker of this.workers.values()) {
      this.words.forget(worker.attempt);
      worker.isAborted = true;
    }
  }

  private answered({ choice, budget }: Of<'answer'>): void {
    holds(this.isBlocked || this.isAsking, 'only a run that asks is answered');
    if (choice === 'rollback') return this.rolledBack(this.checkpoints.length - 1);
    if (choice === 'cancel') return this.cancelled();
    if (!this.isBlocked) {
      // It takes effect when the run goes on.
      this.isAsking = false;
      if (choice === 'approve') this.approved.add(this.asked);
      this.mayCallAll ||= choice === 'for_run';
      return this.moveOn();
    }
    this.budget = Math.max(this.budget, budget?.microUsd ?? 0);
    holds(!this.isSpent, 'nothing goes on with a spent budget');
    [this.isBlocked, this.tries] = [false, 0];
    this.own.clear();
    this.wrapped.clear();
    this.letGo();
  }

  // --- workers ---

  private claimed({ token, attemptId }: Of<'claim'>, asked: number): void {
    holds(this.status === 'queued', 'only what is due is begun', this.status);
    const others = [...this.workers].filter(([other]) => (this.history.expired.get(other)?.from ?? Infinity) > asked);
    holds(others.length === 0, 'one worker at a time');
    this.workers.set(token, { attempt: attemptId, isAborted: false, step: null });
  }

  private begun(event: Of<'begin_step'>, { result }: Decision, asked: number): void {
    const { token, attemptId } = event;
    const worker = this.workers.get(token);
    holds(this.hold === null, 'after a pause has committed, no step begins', String(this.hold));
    holds(this.status === 'running', 'nothing begins in a run that has stopped', this.status);
    holds(worker?.isAborted === false, 'a step begins only in the hand of whoever holds its attempt');
    holds((this.history.expired.get(token)?.by ?? Infinity) >= asked, 'a step begins only under a lease');
    if (!worker) return;
    this.spent += event.spent?.microUsd ?? 0;
    // What it was told with its last step is part of its talk now.
    const words = worker.step?.words ?? 0;
    worker.step = null;
    if (this.isAgents) this.words.keep(attemptId);
    if (event.call) this.called(event, worker, words, result);
    else this.calledModel(event, worker, words, result);
  }

  private get isAgents(): boolean {
    return this.stage === 0;
  }

  /** A call of the model, the one last word of an agent whose means are spent, or neither. */
  private calledModel({ token, attemptId }: Of<'begin_step'>, worker: Worker, before: number, result: Result): void {
    const due = this.words.due(attemptId);
    const isOwn = this.isAgents && due.length === 0;
    const own = this.own.get(attemptId) ?? 0;
    this.expect(isOwn && own >= ownTurns, this.isAgents && !this.wrapped.has(attemptId) && before === 0, result);
    if (result.kind !== 'begin') {
      this.letGoOf(token);
      this.isBlocked = true;
      return;
    }
    const given = result.messages.map(keyOf);
    worker.step = { number: result.step, isTool: false, mayRepeat: true, words: given.length };
    if (result.wrapUp) {
      holds(given.length === 0, 'the last word is the agent’s own');
      this.wrapped.add(attemptId);
      this.isBlocked = true;
      return;
    }
    if (isOwn) this.own.set(attemptId, own + 1);
    this.words.give(given, attemptId);
  }

  private expect(hasNoTurn: boolean, hasLastWord: boolean, result: Result): void {
    const outcome = outcomeOf(result);
    const about = `${outcome}; ${this.spent} of ${this.budget} spent`;
    holds(!this.isSpent || outcome !== 'begins', 'nothing begins on a spent budget', about);
    if (!this.isSpent && !hasNoTurn) return holds(outcome === 'begins', 'steering costs budget, and no turns', about);
    const expected = hasLastWord ? 'its last word' : 'stops';
    holds(outcome === expected, 'spent means end in one last word, and in none after a person’s', about);
  }

  /** A call of a tool; some wait for a person first. What it follows from may be a person's words. */
  private called(
    { token, call, repeatable = false }: Of<'begin_step'>,
    worker: Worker,
    words: number,
    result: Result,
  ): void {
    const { id, tool } = call!;
    const isAsked = tool === 'ask' || (tool === 'shell' && !this.mayCallAll && !this.approved.has(id));
    const hasBegun = result.kind === 'begin';
    holds(hasBegun !== isAsked, 'a call that needs a person waits for one, and no other does', `${tool} ${id}`);
    if (hasBegun) {
      worker.step = { number: result.step, isTool: true, mayRepeat: repeatable, words };
      return;
    }
    this.letGoOf(token);
    [this.isAsking, this.asked] = [true, id];
  }

  /** Of whoever ends: it must have been theirs. */
  private letGoOf(token: string): Worker {
    const worker = this.workers.get(token);
    holds(worker !== undefined, 'a worker without its lease keeps nothing');
    this.workers.delete(token);
    return worker!;
  }

  /** An agent that was spoken to meanwhile answers before it is done. */
  private finished(event: Of<'finish'>, decision: Decision): void {
    const { token, attemptId, cost } = event;
    const worker = this.workers.get(token);
    holds(worker !== undefined, 'a worker without its lease keeps nothing');
    holds(worker?.isAborted === false, 'what was aborted keeps no result');
    holds(worker?.attempt === attemptId, 'a result is its attempt’s own');
    this.words.keep(attemptId);
    if (this.isAgents && this.words.due(attemptId).length > 0) return this.parked(event, decision);
    this.letGoOf(token);
    this.spent += cost.microUsd;
    this.stage += 1;
    this.checkpoints.push(this.stage);
    this.tries = 0;
    this.moveOn();
  }

  private failed({ token, attemptId, cost, passing }: Of<'fail'>): void {
    const worker = this.letGoOf(token);
    holds(!worker.isAborted, 'what was aborted fails no more');
    this.spent += cost.microUsd;
    this.tries += 1;
    this.words.giveBack(attemptId);
    this.isBlocked = !passing || this.tries >= 3;
  }

  private parked({ token, attemptId, cost }: Of<'park' | 'finish'>, { result }: Decision): void {
    this.spent += cost.microUsd;
    const worker = this.workers.get(token);
    if (this.isAgents) this.words.keep(attemptId);
    if (result.kind !== 'go_on') this.letGoOf(token);
    else if (worker) worker.step = null;
  }

  private released({ token, cost, turns }: Of<'release'>): void {
    const worker = this.letGoOf(token);
    this.spent += cost.microUsd;
    if (turns && !worker.isAborted && this.isAgents) this.words.keep(worker.attempt);
    this.leave(worker, token);
  }

  private lapsed({ attemptId }: Of<'lapse'>): void {
    const [token] = [...this.workers].find(([, { attempt }]) => attempt === attemptId) ?? [];
    holds(token !== undefined, 'only a lease runs out');
    const worker = this.letGoOf(token!);
    if (worker.step && !worker.step.isTool) this.spent += money.estimate;
    if (worker.isAborted) return;
    if (this.leave(worker, null)) return;
    const takeovers = (this.takeovers.get(attemptId) ?? 0) + 1;
    this.takeovers.set(attemptId, takeovers);
    if (takeovers <= 3) return;
    this.isBlocked = true;
    this.tries += 1;
    this.words.giveBack(attemptId);
  }

  /** It is another's to go on; true where nobody may, before a person has said what happened. */
  private leave({ isAborted, step, attempt }: Worker, token: string | null): boolean {
    if (isAborted) return false;
    const isKnown = this.history.steps.some((it) => it.token === token && it.number === step?.number && it.hasEnded);
    if (step?.isTool && !step.mayRepeat && !isKnown) {
      this.isBlocked = true;
      return true;
    }
    if (this.isAgents) this.words.giveBack(attempt);
    return false;
  }

  // --- what was refused ---

  /** Refused, although it was to be granted at whatever instant it may have been decided. */
  private judge({ event, asked, answered }: Told, why: string): void {
    if (why === 'repeated' || why === 'contended') return;
    const times = this.between(asked, answered);
    const always = (isDue: (at: Belief) => boolean): boolean => times.length > 0 && times.every(isDue);
    const about = `${event.kind} refused: ${why}`;
    switch (event.kind) {
      case 'pause':
        return holds(!always(({ status }) => ['queued', 'running'].includes(status)), 'Pause always works', about);
      case 'resume':
        return holds(
          !always(({ status, epoch }) => status === 'paused' && (event.epoch === null || event.epoch === epoch)),
          'what is held can be resumed',
          about,
        );
      case 'message':
        return holds(
          !always(({ status }) => !['completed', 'cancelled'].includes(status)),
          'a run that goes on takes words',
          about,
        );
      case 'begin_step': {
        const isDue = ({ status, workers, isSpent }: Belief): boolean =>
          status === 'running' && workers.get(event.token)?.isAborted === false && !isSpent;
        const wasResumed =
          new Set(times.map(({ epoch }) => epoch)).size > 1 || times.some(({ epoch }) => epoch !== event.epoch);
        const isLate = (this.history.expired.get(event.token)?.from ?? Infinity) <= answered;
        return holds(isLate || wasResumed || !always(isDue), 'what may begin begins', about);
      }
      case 'finish':
      case 'fail':
        return holds(
          !always(({ workers }) => workers.get(event.token)?.isAborted === false),
          'a pause refuses no result',
          about,
        );
      default:
        // Of the others, whoever is refused looks again, or has nothing to lose.
        return;
    }
  }

  /** All that was true at some instant between these two. */
  private between(asked: number, answered: number): Belief[] {
    const { changes } = this.history;
    const surely = Math.max(0, ...changes.filter((it) => it.answered < asked).map(versionOf));
    const perhaps = Math.max(0, ...changes.filter((it) => it.asked < answered).map(versionOf));
    const first = this.beliefs[0]!.version;
    return this.beliefs.filter(
      ({ version }) => version >= Math.max(surely, first) && version <= Math.max(perhaps, first),
    );
  }
}

const outcomeOf = (result: Result): 'stops' | 'its last word' | 'begins' => {
  if (result.kind !== 'begin') return 'stops';
  return result.wrapUp ? 'its last word' : 'begins';
};

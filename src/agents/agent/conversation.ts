import { addCost, noCost, type Cost } from '../../core/run/run.ts';
import type { Boundary, StageResult } from '../../core/stage/executor.ts';
import type { Begun, StepRequest } from '../../core/stage/step.ts';
import type { Output } from '../../core/run/event.ts';
import type { ModelCall, ModelTurn, Turn } from '../model/turn.ts';
import { failed } from '../failed.ts';
import type { Continuation } from './resumed-calls.ts';

/** An answer of the model, and the results of its calls so far, by the id of the call. */
export interface Exchange {
  answer: ModelTurn;
  results: ReadonlyMap<string, string>;
}

/** The conversation that a worker is at. Turns and costs since the last step are not stored yet: the next step, or the stage's result, hands them over. */
export class Conversation {
  readonly #boundary: Boundary;
  readonly #turns: Turn[];
  #kept: number;
  #spent: Cost = noCost;

  constructor(boundary: Boundary, kept: readonly Turn[]) {
    this.#boundary = boundary;
    this.#turns = [...kept];
    this.#kept = kept.length;
  }

  get turns(): readonly Turn[] {
    return this.#turns;
  }

  say(turn: Turn): void {
    this.#turns.push(turn);
  }

  spend(cost: Cost): void {
    this.#spent = addCost(this.#spent, cost);
  }

  /** Asks for the next step. Turns are stored with that, before anything follows from them. */
  async begin(step: Omit<StepRequest, 'spent' | 'turns'>): Promise<Begun> {
    const begun = await this.#boundary.begin({ ...step, spent: this.#spent, turns: this.#unkept() });
    if (begun.go) {
      this.#spent = noCost;
      this.#kept = this.#turns.length;
    }
    return begun;
  }

  /** The newest answer with its results; null before the first answer. */
  exchange(): Exchange | null {
    const at = this.#turns.findLastIndex((it) => it.by === 'model');
    const answer = this.#turns[at];
    if (answer?.by !== 'model') return null;
    const results = this.#turns.slice(at).flatMap((it) => (it.by === 'tool' ? [[it.call, it.text] as const] : []));
    return { answer, results: new Map(results) };
  }

  /** The calls of the newest answer that have no result yet. */
  openCalls(): ModelCall[] {
    const { answer, results } = this.exchange() ?? {};
    return answer?.calls.filter((it) => !results?.has(it.id)) ?? [];
  }

  callIds(): Set<string> {
    return new Set(this.#turns.flatMap((it) => (it.by === 'model' ? it.calls.map(({ id }) => id) : [])));
  }

  done(output: Output): StageResult {
    return { kind: 'done', output, cost: this.#spent, turns: this.#unkept() };
  }

  /** `before`: the id of the call that was about to begin. */
  stopped(before: string | null = null): StageResult {
    const continuation: Continuation = before === null ? null : { before };
    return { kind: 'stopped', continuation, cost: this.#spent, turns: this.#unkept() };
  }

  /** Stopped for its means are spent, with what the model said last. */
  closed(lastWord: string): StageResult {
    return { kind: 'stopped', continuation: null, cost: this.#spent, turns: this.#unkept(), lastWord };
  }

  aborted(): StageResult {
    return { kind: 'aborted', cost: this.#spent };
  }

  /** A failure after all calls were made. Their results are stored, so that whoever goes on makes none of them again. */
  gaveUp(error: string): StageResult {
    return failed(error, { cost: this.#spent, turns: this.#unkept() });
  }

  failed(error: string, how: { passing?: boolean; retryAfter?: number } = {}): StageResult {
    return failed(error, { ...how, cost: this.#spent });
  }

  #unkept(): readonly Turn[] {
    return this.#turns.slice(this.#kept);
  }
}

import type { Message } from '../../../src/core/steering/message.ts';
import type { Boundary, StageResult } from '../../../src/core/stage/executor.ts';
import type { ToolCall } from '../../../src/core/stage/call.ts';
import type { Begun, NotMade, StepRequest } from '../../../src/core/stage/step.ts';
import { addCost, noCost, type Cost } from '../../../src/core/run/run.ts';

/** What a step is to a test: a call of the model, or of a tool by its name. */
export type StepName = string;

/** A boundary as the rules are one, with a script: it keeps what it is told, and gives out what a test has put there. */
export class ScriptedBoundary implements Boundary {
  readonly controller = new AbortController();
  readonly signal = this.controller.signal;
  readonly heldFor = (): number => 60_000;
  /** Of each step that it granted. */
  readonly steps: StepName[] = [];
  readonly requests: StepRequest[] = [];
  /** All that was kept, as a database gives it back. */
  kept: unknown[];
  booked: Cost = noCost;
  live = '';
  /** Words that come with the next call of the model, and before any other call but what people were asked about. */
  queued: Message[] = [];
  /** The next call of the model is the last word. */
  spent = false;
  /** Grants no step from here on, and keeps nothing: a pause has come before. */
  paused = false;
  /** Tools whose calls wait for a person: what was said is kept, and the attempt parked. */
  readonly asks = new Set<string>();
  /** An artifact that was taken back: what is proposed for it is not begun, and the work goes on. */
  gone: string | null = null;
  /** As many proposals wait for people as may. */
  isCrowded = false;
  /** It waits for a person: whoever worked on it is heard no more. */
  #parked = false;
  readonly #asked = new Set<string>();
  /** Called before a step is granted. */
  onBegin: (step: StepRequest) => void = () => undefined;

  constructor(kept: readonly unknown[] = []) {
    this.kept = [...kept];
  }

  async begin(step: StepRequest): Promise<Begun> {
    this.onBegin(step);
    if (this.paused) return { go: false };
    const notMade = step.call ? this.#notMade(step.call) : null;
    if (notMade) return { go: false, notMade };
    this.requests.push(step);
    this.#keep(step.turns);
    this.booked = addCost(this.booked, step.spent ?? noCost);
    const name = step.call?.tool ?? 'model';
    this.#parked = this.asks.has(name);
    if (step.call && this.#parked) this.#asked.add(step.call.id);
    if (this.#parked) return { go: false };
    this.steps.push(name);
    const messages = step.call ? [] : this.queued.splice(0);
    return { go: true, step: this.steps.length, messages, wrapUp: step.call ? false : this.spent };
  }

  #notMade({ id, proposal }: ToolCall): NotMade | null {
    if (proposal && proposal.artifact === this.gone) return { why: 'gone', artifact: proposal.artifact };
    if (proposal && this.isCrowded) return { why: 'proposals' };
    return this.queued.length > 0 && !this.#asked.has(id) ? { why: 'words' } : null;
  }

  /** Keeps what a result brings along, as the rules do. */
  settle(result: StageResult): void {
    if (!this.#parked && 'turns' in result) this.#keep(result.turns);
    this.booked = addCost(this.booked, this.#parked ? noCost : result.cost);
  }

  #keep(turns: readonly unknown[] = []): void {
    this.kept.push(...(JSON.parse(JSON.stringify(turns)) as unknown[]));
  }

  output(text: string): void {
    this.live += text;
  }
}

import { noCost, type Cost } from '../../../src/core/run/run.ts';
import type { ToolCall } from '../../../src/core/stage/call.ts';
import type { Assignment, Boundary, Executor, StageResult } from '../../../src/core/stage/executor.ts';
import type { Begun } from '../../../src/core/stage/step.ts';
import type { History, Step } from './history.ts';
import { money } from './house.ts';
import { keyOf } from './onlooker/words.ts';

/** What an executor that waits is told to do next; the last four are calls of tools. */
export type Order = 'step' | 'done' | 'fail' | 'falter' | 'test' | 'tag' | 'shell' | 'ask';

/** What it keeps of its talk: words that it was given, a call, or what came of one. */
type Turn = { heard: string[] } | { call: ToolCall } | { result: string };

const priced = (microUsd: number): Cost => ({ ...noCost, microUsd });

/** An executor that does what it is told, one order at a time, as an agent would, or a writer. */
export class Script {
  attemptId: string | null = null;
  private given: ((order: Order | 'aborted') => void) | null = null;

  constructor(
    private readonly history: History,
    private readonly name: string,
    private readonly onWait: () => void,
  ) {}

  get waits(): boolean {
    return this.given !== null;
  }

  give(order: Order | 'aborted'): void {
    const given = this.given;
    this.given = null;
    given?.(order);
  }

  /** It is in a step that has not come to its end. */
  step: Step | null = null;

  executor(kind: Executor['kind']): Executor {
    return { kind, execute: (assignment, boundary) => this.execute(kind === 'agent', assignment, boundary) };
  }

  private async execute(isAgent: boolean, assignment: Assignment, boundary: Boundary): Promise<StageResult> {
    this.attemptId = assignment.attemptId;
    this.step = null;
    const kept = [...assignment.turns] as Turn[];
    const talk = new Talk(isAgent, kept, this.history, this.token(assignment));
    const before = openCall(kept, assignment);
    let open = before !== null && 'id' in before ? before : null;
    if (before !== null && 'result' in before) talk.say(before);
    for (;;) {
      const order = await this.order(boundary.signal);
      if (order === 'aborted') return { kind: 'aborted', cost: talk.end(this, true) };
      const end = this.end(order, talk, isAgent);
      if (end) return end;
      const call = open ?? (isAgent ? this.nextCall(order, talk) : null);
      const spent = talk.end(this);
      const begun = await talk.begin(boundary, spent, call);
      if (!begun.go && !begun.notMade) return stopped(isAgent ? spent : noCost, talk);
      open = null;
      if (!begun.go) {
        talk.say({ result: 'not made' });
        talk.owes(spent);
        continue;
      }
      this.step = talk.begun(begun, call);
    }
  }

  /** What its model asks for, if it asks for anything. */
  private nextCall(order: Order, talk: Talk): ToolCall | null {
    const call = this.step?.kind === 'model' ? callOf(order, talk.calls) : null;
    if (call) talk.say({ call });
    return call;
  }

  /** What comes of it, where this order is its last: a model ends by what it says, and a writer by the first thing that it says. */
  private end(order: Order, talk: Talk, isAgent: boolean): StageResult | null {
    if (talk.isLast && order !== 'fail') return stopped(talk.end(this), talk);
    if (this.step?.kind !== 'model') return null;
    if (order === 'fail' || order === 'falter') return failed(order === 'falter', talk.end(this));
    return order === 'done' || !isAgent ? this.made(talk) : null;
  }

  private token({ attemptId }: Assignment): string {
    const claim = this.history.told.findLast(
      ({ event }) => event.kind === 'claim' && event.attemptId === attemptId && event.worker === this.name,
    );
    return claim?.event.kind === 'claim' ? claim.event.token : '';
  }

  private made(talk: Talk): StageResult {
    const output = { text: `made by ${this.name}`, rehearsal: true, remark: null };
    return { kind: 'done', output, cost: talk.end(this), ...talk.unkept() };
  }

  /** Waits for the next order, or for an abort. */
  private order(signal: AbortSignal): Promise<Order | 'aborted'> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve('aborted');
      signal.addEventListener('abort', () => this.give('aborted'), { once: true });
      this.given = resolve;
      this.onWait();
    });
  }
}

/** A call that nobody has made yet, or what a person said that came of it. */
function openCall(kept: Turn[], { replies }: Assignment): ToolCall | { result: string } | null {
  const last = kept.at(-1);
  if (!last || !('call' in last)) return null;
  const choice = replies.findLast(({ callId }) => callId === last.call.id)?.choice;
  return choice === 'reject' || choice === 'answer' || choice === 'happened' ? { result: choice } : last.call;
}

let count = 0;

function callOf(order: Order, number: number): ToolCall | null {
  const call = { id: `call-${number}-${++count}`, about: null, question: null, proposal: null };
  if (order === 'test' || order === 'tag') return { ...call, tool: 'command', shown: order, about: order };
  if (order === 'shell') return { ...call, tool: 'shell', shown: 'make', about: 'make' };
  if (order === 'ask')
    return { ...call, tool: 'ask', shown: 'Which?', question: { text: 'Which?', options: ['a', 'b'] } };
  return null;
}

const stopped = (cost: Cost, talk: Talk): StageResult => ({
  kind: 'stopped',
  continuation: null,
  cost,
  ...talk.unkept(),
});

const failed = (passing: boolean, cost: Cost): StageResult => ({
  ...{ kind: 'failed', error: 'The provider failed.', reason: 'stage_failed', passing, certain: true, cost },
});

/** What one execution knows of its talk: what is kept of it, and what is said since the last boundary. */
class Talk {
  isLast = false;
  private said: Turn[] = [];
  private owed = noCost;

  constructor(
    private readonly isAgent: boolean,
    private readonly kept: Turn[],
    private readonly history: History,
    private readonly token: string,
  ) {
    history.heard.push(kept.flatMap((turn) => ('heard' in turn ? turn.heard : [])));
  }

  get calls(): number {
    return this.kept.length + this.said.length;
  }

  say(turn: Turn): void {
    this.said.push(turn);
  }

  /** It is told with whatever it tells next. */
  owes(spent: Cost): void {
    this.owed = spent;
  }

  unkept(): { turns?: readonly unknown[] } {
    return this.isAgent ? { turns: this.said } : {};
  }

  begin(boundary: Boundary, spent: Cost, call: ToolCall | null): Promise<Begun> {
    const estimate = priced(call ? 0 : money.estimate);
    if (!this.isAgent) return boundary.begin({ estimate });
    const repeatable = call ? { call, repeatable: call.about === 'test' } : {};
    return boundary.begin({ estimate, spent, turns: [...this.said], ...repeatable });
  }

  begun({ step: number, messages, wrapUp }: Extract<Begun, { go: true }>, call: ToolCall | null): Step {
    this.kept.push(...this.said.splice(0));
    this.isLast = wrapUp;
    const heard = messages.map(keyOf);
    if (heard.length > 0) this.say({ heard });
    const all = [...this.kept, ...this.said].flatMap((turn) => ('heard' in turn ? turn.heard : []));
    this.history.heard.push(all);
    const kind = call ? ('tool' as const) : ('model' as const);
    const step = { token: this.token, number, kind, hasEnded: false, heard };
    this.history.steps.push(step);
    return step;
  }

  /** Its step is over; what it cost. What came of a tool that was ended from without, nobody knows. */
  end(script: { step: Step | null }, isAborted = false): Cost {
    const { step } = script;
    const { owed } = this;
    script.step = null;
    this.owed = noCost;
    if (!step || step.hasEnded) return owed;
    step.hasEnded = step.kind === 'model' || !isAborted;
    if (step.kind === 'tool') this.say({ result: 'done' });
    return priced(step.kind === 'model' ? money.price : 0);
  }
}

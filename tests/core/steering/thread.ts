import { isRefusal, type Refusal } from '../../../src/core/refusal.ts';
import { decide } from '../../../src/core/run/decide.ts';
import { start } from '../../../src/core/run/start.ts';
import { markOfWords, type Message, type SteerPolicy } from '../../../src/core/steering/message.ts';
import { person } from '../run/model/definition.ts';
import { World } from '../run/model/world.ts';
import type { PersonActor } from '../../../src/core/people/actor.ts';
import type { RunEvent } from '../../../src/core/run/event.ts';
import type { Decision } from '../../../src/core/run/state.ts';

type Said<T> = T extends RunEvent ? Omit<T, 'id' | 'at'> : never;

export const ann = person('ann');
const worker = { kind: 'system', name: 'worker' } as const;
const cost = { microUsd: 1, inputTokens: 1, outputTokens: 1 };

/** A run and the messages of its thread: what a store keeps of each for ever, and what people and a worker do. */
export class Thread {
  state = new World({ decide, start }, 1).state;
  readonly kept = new Map<string, Message>();
  readonly worker = worker;
  readonly cost = cost;
  #count = 0;

  tell(said: Said<RunEvent>): Decision | Refusal {
    this.#count += 1;
    const at = new Date(this.state.run.startedAt.getTime() + this.#count * 1000);
    const decision = decide(this.state, { ...said, id: `event-${this.#count}`, at });
    if (isRefusal(decision)) return decision;
    this.state = decision.state;
    for (const message of decision.state.messages) this.kept.set(message.id, message);
    return decision;
  }

  say(text: string, policy: SteerPolicy | null = null, message = 'm1'): Decision | Refusal {
    const source = { surface: 'slack' as const, channel: 'C1', message, mark: markOfWords(text) };
    return this.tell({ kind: 'message', actor: ann, text, policy, source });
  }

  edit(text: string, policy: SteerPolicy | null = null, by = ann): Decision | Refusal {
    return this.tell({ kind: 'reword', actor: by, text, policy, chain: this.chain() });
  }

  remove(message = 'm1', actor = ann, by: 'author' | 'unknown' = 'author'): Decision | Refusal {
    return this.tell({ kind: 'take_back', actor, chain: this.chain(message), by });
  }

  chain(message = 'm1'): Message[] {
    return [...this.kept.values()].filter((it) => it.source?.message === message);
  }

  resume(): void {
    this.tell({ kind: 'resume', actor: ann, epoch: null, notes: null });
  }

  /** A worker takes the stage up and begins a step: what waits is read. */
  read(): Message[] {
    const attempt = this.state.attempts.at(-1)!;
    const its = { attemptId: attempt.id, token: 'token', epoch: this.state.run.epoch, actor: worker };
    const until = new Date(this.state.run.startedAt.getTime() + 9_000_000);
    this.tell({ kind: 'claim', ...its, worker: 'w', until });
    const begun = this.tell({ kind: 'begin_step', ...its, estimate: cost });
    if (isRefusal(begun) || begun.result.kind !== 'begin') throw new Error(`no step begun: ${JSON.stringify(begun)}`);
    return begun.result.messages;
  }

  /** The worker hands in what it made. */
  finish(): Decision {
    const { id: attemptId } = this.state.attempts.at(-1)!;
    const output = { text: `by ${attemptId}`, rehearsal: true, remark: null };
    return this.#must({ kind: 'finish', actor: worker, attemptId, token: 'token', output, cost });
  }

  approve(actor: PersonActor): void {
    const { id: askId, revision } = this.state.asks[0]!;
    const answer = { askId, revision, choice: 'approve', words: null, confirmed: true, budget: null } as const;
    this.#must({ kind: 'answer', actor, ...answer });
  }

  #must(said: Said<RunEvent>): Decision {
    const decision = this.tell(said);
    if (isRefusal(decision)) throw new Error(`${said.kind} was refused: ${JSON.stringify(decision)}`);
    return decision;
  }

  /** As `[text, status]`, oldest first: everything that was ever said. */
  get words(): [string, string][] {
    return [...this.kept.values()].map(({ text, status }) => [text, status]);
  }

  get status(): string {
    return this.state.run.status;
  }

  get hold(): string | null {
    return this.state.run.hold?.reason ?? null;
  }
}

import { markOfWords, type Message } from '../../../../src/core/steering/message.ts';
import type { RunState } from '../../../../src/core/run/state.ts';

/** The messages of a surface, as a store keeps them for ever; and those who change theirs, or try to with others'. */
export class OwnWords {
  private readonly kept = new Map<string, Message>();

  keep({ messages }: RunState): void {
    for (const message of messages) this.kept.set(message.id, message);
  }

  source(message: string, text: string) {
    return { surface: 'slack' as const, channel: 'C1', message, mark: markOfWords(text) };
  }

  /** What came of one of the messages, oldest first; in one look of four, what somebody saw a moment ago. */
  chain(a: number, b: number): Message[] {
    const all = [...this.kept.values()].filter(({ source }) => source !== null);
    const first = all.filter(({ replaces }) => replaces === null);
    const source = first[a % Math.max(1, first.length)]?.source;
    const chain = all.filter((it) => it.source?.message === source?.message);
    return b % 4 === 0 ? chain.slice(0, Math.max(1, chain.length - 1)) : chain;
  }
}

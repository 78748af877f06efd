import { setTimeout as sleep } from 'node:timers/promises';
import type { Spell } from '../spell.ts';

const retryEvery = 100;

/** Writes a piece; its sequence number makes a repeat harmless. */
export type Append = (sequence: number, text: string) => Promise<void>;

export interface OutputStream {
  push(text: string): void;
  /** Writes what is left; gives up quietly after `patience` ms: the artifact holds the whole text. */
  drain(patience: number): Promise<void>;
}

export interface OutputOptions {
  /** The number of the first piece: above all those of earlier workers. */
  from: number;
  flushEvery: number;
  held: number;
  /** Of writes that fail. */
  spell: Spell;
}

/** Live output in order, gathered for a moment, never awaited by the work. What can't be written is held, up to a limit. */
export function streamOutput(append: Append, options: OutputOptions): OutputStream {
  let sequence = options.from;
  let waiting = '';
  let left = 0;
  let piece: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const take = (): string => {
    const text = left > 0 ? `${waiting}\n[… ${left} characters of live output were left out …]\n` : waiting;
    waiting = '';
    left = 0;
    return text;
  };
  const write = async (): Promise<void> => {
    // A piece that failed goes again with its own number and text: it may have been written.
    piece ??= waiting === '' ? null : take();
    if (piece === null) return;
    try {
      await append(sequence, piece);
      sequence += 1;
      piece = null;
      options.spell.worked();
    } catch (error) {
      options.spell.failed(error);
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write).then(schedule);
    return writing;
  };
  const schedule = (): void => {
    if (piece === null && waiting === '') return;
    timer ??= setTimeout(() => void flush(), options.flushEvery);
  };

  return {
    push: (text) => {
      const room = Math.max(0, options.held - waiting.length);
      waiting += text.slice(0, room);
      left += Math.max(0, text.length - room);
      schedule();
    },
    drain: async (patience) => {
      const end = performance.now() + patience;
      await flush();
      while ((piece !== null || waiting !== '') && performance.now() < end) await sleep(retryEvery).then(flush);
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

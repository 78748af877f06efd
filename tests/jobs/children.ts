import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ChildOptions } from './child.ts';

/** A worker process of this test, and what it said when. */
export class WorkerProcess {
  readonly said: { word: string; at: number }[] = [];
  private readonly child: ChildProcess;
  private readonly waiting = new Set<() => void>();

  /** `script` is what was made of `child.ts`. */
  constructor(script: string, options: ChildOptions) {
    this.child = spawn(process.execPath, [script, JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      const [word = '', at] = line.split(' ');
      this.said.push({ word, at: Number(at) });
      this.wake();
    });
    this.child.on('exit', () => this.wake());
  }

  /** The moment at which it said this for the first time. */
  async hear(word: string): Promise<number> {
    for (;;) {
      const heard = this.said.find((it) => it.word === word);
      if (heard) return heard.at;
      if (this.child.exitCode !== null) throw new Error(`The worker process ended before it said “${word}”.`);
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  private wake(): void {
    for (const wake of this.waiting) wake();
  }

  /** The exit code, or the signal that ended it. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill(signal);
      await ended;
    }
    return this.child.exitCode ?? this.child.signalCode ?? 'gone';
  }
}

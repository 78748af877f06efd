import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const top = path.resolve(import.meta.dirname, '../../..');

/** What it is started with, beside what every process of the test gets. */
export interface ProgramOptions {
  args: string[];
  env: Record<string, string>;
  /** Where `buildProgram` has put it; by default it runs from its sources, as `npm start` runs it. */
  built?: string;
  /** Another copy of the sources to run it from. */
  place?: string;
  /** Start, if none is named. */
  command?: string;
}

const linesKept = 60;

/** One process of the product, as an operator starts it. */
export class Program {
  /** The way in that it printed last. */
  link: string | null = null;
  /** Its last words, on both streams. */
  readonly said: string[] = [];
  isReady = false;
  private isStruck = false;
  readonly startedAt = performance.now();
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private onReady: (() => void)[] = [];

  constructor({ args, env, built, place = top, command = 'start' }: ProgramOptions) {
    const trap = env.WHEEL_TRAP === undefined ? [] : ['--import', './trap.js'];
    const entry = built === undefined ? ['--import', 'tsx', 'src/main.ts'] : [...trap, 'src/main.js'];
    this.child = spawn(process.execPath, [...entry, command, ...args], {
      cwd: built ?? place,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => this.hear(line));
    }
    this.ended = once(this.child, 'exit').then(() => this.wake());
  }

  get pid(): number {
    return this.child.pid!;
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Null while it runs. */
  get end(): number | string | null {
    return this.child.exitCode ?? this.child.signalCode;
  }

  /** SIGKILL, and not from us: its trap has sprung. */
  get wasTrapped(): boolean {
    return this.child.signalCode === 'SIGKILL' && !this.isStruck;
  }

  private hear(line: string): void {
    this.said.push(line);
    if (this.said.length > linesKept) this.said.shift();
    this.link = /https?:\/\/\S+\/sign-in\/\S+/.exec(line)?.[0] ?? this.link;
    if (/Wheelhouse takes work|Stop with Ctrl/.test(line)) {
      this.isReady = true;
      this.wake();
    }
  }

  private wake(): void {
    for (const wake of this.onReady.splice(0)) wake();
  }

  /** Resolves when it takes work, or has ended. */
  async ready(): Promise<void> {
    if (this.isReady || !this.isAlive) return;
    await new Promise<void>((resolve) => this.onReady.push(resolve));
  }

  /** Resolves when it is gone. */
  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    this.isStruck ||= this.isAlive;
    if (this.isAlive) this.child.kill(signal);
    await this.ended;
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { points, trapOf, type Point } from './points.ts';
import { Program, type ProgramOptions } from './program.ts';

/** One place in the fleet: whenever its process ends, another takes its place. */
export interface Post {
  name: string;
  does: readonly Point['by'][];
  options: ProgramOptions;
}

/**
 * How a process is to end. Without a plan, it is left alone. `lives` says how much of its life it is given once it takes work: on a
 * machine on which a start takes long, a life does too, or nobody would ever be answered.
 */
type Plan =
  | { how: 'point'; point: Point; nth: number }
  | { how: 'at random'; lives: number }
  | { how: 'during recovery'; afterStart: number };

export interface Kill {
  how: string;
  post: string;
}

/** A life, in milliseconds after the process was ready: a trap that is not sprung by its end was set where nothing passes. */
const shortestLife = 1_500;
/** A process that takes no work by then, in milliseconds, hangs: a start takes one or two seconds, twenty on a starved machine. */
const startsWithin = 60_000;

const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;
const between = (low: number, high: number): number => low + Math.random() * (high - low);

function makePlan(post: Post): Plan {
  const dice = Math.random();
  if (dice < 0.15) return { how: 'during recovery', afterStart: between(200, 1_200) };
  if (dice < 0.45) return { how: 'at random', lives: between(0.03, 1) };
  const point = pick(points.filter(({ by }) => post.does.includes(by)));
  return { how: 'point', point, nth: Math.random() < 0.7 ? 1 : 2 };
}

/** Processes of the product, killed again and again, and started again at once. */
export class Fleet {
  readonly kills: Kill[] = [];
  /** Processes that ended without having been killed, once they had taken work, or that never took any: there must be none. */
  readonly deserters: string[] = [];
  /** Those that ended before: the database was away when they started, and they said so. */
  failedStarts = 0;
  private neverReady: readonly string[] = [];
  private isKilling = false;
  private readonly crew = new Map<string, Program>();
  private readonly watches: Promise<void>[];
  private readonly trapped = new Set<Program>();
  private readonly struck = new WeakMap<Program, string>();
  private isOver = false;

  constructor(private readonly posts: readonly Post[]) {
    this.watches = posts.map((post) => this.man(post));
  }

  get programs(): Program[] {
    return [...this.crew.values()];
  }

  /** The newest link that any process printed. */
  get link(): string | null {
    return this.programs.findLast(({ link }) => link !== null)?.link ?? null;
  }

  /** Of those at work, and of the last that never came to it. */
  get lastWords(): string {
    return [...this.programs.map(({ said }) => said), this.neverReady].map((said) => said.join('\n')).join('\n\n');
  }

  private async man(post: Post): Promise<void> {
    while (!this.isOver) {
      const plan = this.isKilling ? makePlan(post) : null;
      const trap: Record<string, string> = plan?.how === 'point' ? { WHEEL_TRAP: trapOf(plan.point, plan.nth) } : {};
      const program = new Program({ ...post.options, env: { ...post.options.env, ...trap } });
      this.crew.set(post.name, program);
      if (plan?.how === 'point') this.trapped.add(program);
      const how = plan ? await this.carryOut(plan, program) : null;
      await program.ended;
      this.trapped.delete(program);
      this.note(post, program, this.struck.get(program) ?? how);
      if (!program.isReady && how === null) await sleep(200);
    }
  }

  /** How it was killed; null where it ended by itself, or where the killing was over before. */
  private async carryOut(plan: Plan, program: Program): Promise<string | null> {
    if (plan.how === 'during recovery') await Promise.race([program.ended, sleep(plan.afterStart)]);
    else {
      await Promise.race([program.ready(), sleep(startsWithin, undefined, { ref: false })]);
      if (program.isAlive && !program.isReady) return this.endHanging(program);
      const life = Math.max(shortestLife, performance.now() - program.startedAt);
      await Promise.race([program.ended, sleep(plan.how === 'at random' ? plan.lives * life : life)]);
    }
    if (!program.isAlive) return plan.how === 'point' && program.wasTrapped ? plan.point.name : null;
    // A trap may still be set when the killing is over: this one has to go too.
    if (!this.isKilling && plan.how !== 'point') return null;
    await program.kill();
    return plan.how === 'point' ? 'at random' : plan.how;
  }

  private async endHanging(program: Program): Promise<null> {
    this.deserters.push(`A process took no work within ${startsWithin / 1000} s:\n${program.said.join('\n')}`);
    await program.kill();
    return null;
  }

  private note(post: Post, program: Program, how: string | null): void {
    if (this.isOver) return;
    if (how !== null) this.kills.push({ how, post: post.name });
    else if (program.isReady)
      this.deserters.push(`${post.name} ended with ${program.end}:\n${program.said.join('\n')}`);
    else {
      this.failedStarts += 1;
      this.neverReady = program.said;
    }
  }

  /** Everything at once, and from then on one after the other. */
  async strike(): Promise<void> {
    this.isKilling = true;
    await Promise.all(
      this.posts.map(async ({ name }) => {
        const program = this.crew.get(name);
        if (program) await this.killOne(program, 'everything at once');
      }),
    );
  }

  /** Whoever is at this work, wherever it is done. */
  async killPid(pid: number, how: string): Promise<void> {
    const program = this.programs.find((it) => it.pid === pid);
    if (this.isKilling && program) await this.killOne(program, how);
  }

  private async killOne(program: Program, how: string): Promise<void> {
    if (!program.isAlive) return;
    this.struck.set(program, how);
    await program.kill();
  }

  /** Nobody is killed from now on, and all that bear a trap are gone. */
  async spare(): Promise<void> {
    this.isKilling = false;
    await Promise.all([...this.trapped].map((program) => program.ended));
  }

  async close(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.programs.map((it) => it.kill()));
    await Promise.all(this.watches);
  }
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Delivery } from '../../../fakes/slack/delivery/delivery.ts';
import type { Ask } from '../../../../src/core/ask/ask.ts';
import { agentCall, agentQuestion, Worker } from '../../../setup/worker.ts';
import { targetKinds, type Known, type Target, type TargetKind } from './arsenal.ts';
import { Attacks } from './attacks.ts';
import { Dice } from './dice.ts';
import { acts, canaryOfHonest, didOf, type Act, type Stage } from './honest.ts';
import type { Spot } from './payloads.ts';
import { projectNames, type ProjectName } from './projects.ts';
import type { Scene } from './scene.ts';
import { readTruth, unexplained } from './truth.ts';

/** How it is brought, and what is wrong with how that was answered; null where nothing is. */
export type Bring = (attacks: Attacks, dice: Dice) => Promise<{ what: string; fault: string | null }>;

export interface Campaign {
  seed: number;
  deliveries: number;
  /** How many are on their way at once. */
  atOnce: number;
  bring: Bring;
  /** Ends with the first fault: for controls. */
  isOver?: (faults: readonly string[]) => boolean;
}

export interface Report {
  /** What changed that nobody honest changed, what was lost, and what was answered as it should not be. */
  faults: string[];
  /** How often what came of what. */
  answers: Map<string, number>;
  honest: number;
  /** Bytes of the heap in use, garbage collected: when everything is warm, and at the end. */
  memory: number[];
  /** What was planted in whatever people could write. */
  written: readonly string[];
}

/** Something is so that nobody honest did. */
export const isChange = (fault: string): boolean => fault.includes('unexplained');

const perBatch = 250;

/** Milliseconds after which an honest act counts as not answered: where a fault is planted, that is waited for in vain. */
const answeredWithin = 20_000;

/** The batch after which caches and compiled code have grown to their size. */
const warm = 8;

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

/** Runs of both projects, of each kind, that nobody honest touches; beside them stand as many of the newest. */
const standing = 2 * targetKinds.length;

/** In batches: honest people act in the midst of each, and what is so is compared before and after it. */
export async function wage(scene: Scene, { seed, deliveries, atOnce, bring, isOver }: Campaign): Promise<Report> {
  const dice = new Dice(seed);
  const world = await World.open(scene);
  const report: Report = {
    faults: [],
    answers: new Map(),
    honest: 0,
    memory: [],
    written: [canaryOf(dice), canaryOfHonest],
  };
  for (let sent = 0, batch = 0; sent < deliveries; sent += perBatch, batch += 1) {
    const act = acts[batch % acts.length]!;
    const stage = await world.stageFor(act, batch);
    const before = await readTruth(scene.client.sql);
    const attacks = new Attacks(world.known(dice), dice);
    const size = Math.min(perBatch, deliveries - sent);
    await inTurns(size, atOnce, async (n) => {
      if (n === Math.floor(size / 2)) await world.live(act, stage);
      const { what, fault } = await bring(attacks, dice);
      report.answers.set(what, (report.answers.get(what) ?? 0) + 1);
      if (fault !== null) report.faults.push(`${what}: ${fault}`);
    });
    await scene.rig.settled();
    const told = await world.isTold(act);
    const now = await readTruth(scene.client.sql);
    report.faults.push(
      ...unexplained(before, now, [didOf(act, stage)]).map((it) => `batch ${batch} (${act.name}): ${it}`),
    );
    if (!told) report.faults.push(`batch ${batch}: ${stage.person.name} ${act.name}, and was not told`);
    report.faults.push(...stage.person.toasts.splice(0).map((it) => `batch ${batch} (${act.name}): ${it}`));
    report.honest += 1;
    world.forget();
    if (batch === warm || sent + size >= deliveries) report.memory.push(heapInUse());
    if (isOver?.(report.faults)) break;
  }
  return report;
}

async function inTurns(times: number, atOnce: number, act: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const hand = async (): Promise<void> => {
    for (let n = next++; n < times; n = next++) await act(n);
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
}

const canaryOf = ({ seed }: Dice): string => `canary${seed}`;

/** Runs to be attacked, and people who are at work on others. */
class World {
  readonly #targets: Target[] = [];
  readonly #honest: Delivery[] = [];
  readonly #said: Spot[] = [];
  #messages: string[] = [];
  readonly #worker: Worker;

  private constructor(private readonly scene: Scene) {
    this.#worker = new Worker(scene.ports);
  }

  static async open(scene: Scene): Promise<World> {
    const world = new World(scene);
    for (const kind of targetKinds) {
      for (const project of projectNames) await world.#addTarget(project, kind);
    }
    return world;
  }

  async #addTarget(project: ProjectName, kind: TargetKind): Promise<Target> {
    const { ports } = this.scene;
    const ask = await this.#ask(project, kind);
    await this.scene.showAll();
    const spot = async (kind: 'run' | 'ask', id: string): Promise<Spot> => {
      const [posting] = await ports.postings.ofSubject({ kind, id });
      if (!posting?.ref) throw new Error(`${kind} ${id} is posted nowhere.`);
      const { channel, message, thread } = posting.ref;
      return { channel, ts: message, thread };
    };
    const state = await ports.runs.find(ask.runId);
    const target: Target = {
      ...{ kind, choices: ask.choices.map(({ id }) => id), grantId: state?.grants[0]?.id ?? null },
      ...{ project, runId: ask.runId, epoch: state?.run.epoch ?? 0, askId: ask.id, revision: ask.revision },
      ...{ root: await spot('run', ask.runId), card: await spot('ask', ask.id) },
    };
    this.#targets.push(target);
    return target;
  }

  async #ask(project: ProjectName, kind: TargetKind): Promise<Ask> {
    const owner = project === 'film' ? 'mara' : 'olu';
    if (kind === 'gate') return this.#worker.gated(project, owner);
    const runId = await this.#worker.started(project, 'mend', owner);
    if (kind === 'question') return this.#worker.asks(runId, agentQuestion());
    const before = await this.#worker.asks(runId, agentCall({ shown: 'git pull', about: 'git pull' }));
    await this.#worker.answers(before, owner, 'for_run');
    return this.#worker.asks(runId, agentCall());
  }

  known(dice: Dice): Known {
    const { slack } = this.scene;
    return {
      slack,
      targets: [...this.#targets.slice(0, standing), ...this.#targets.slice(standing).slice(-standing)],
      honest: this.#honest,
      said: this.#said,
      messages: this.#messages,
      canary: canaryOf(dice),
    };
  }

  async stageFor(act: Act, batch: number): Promise<Stage> {
    const target = await this.#addTarget('film', act.on ?? 'gate');
    const person = this.scene.slack.person(batch % 2 === 0 ? 'mara' : 'jon');
    const stage: Stage = { person, target, scene: this.scene, said: null };
    await act.prepare?.(stage);
    if (stage.said) this.#said.push(stage.said);
    const { sql } = this.scene.client;
    this.#messages = (await sql<{ id: string }[]>`select id from messages order by at desc limit 20`).map(
      ({ id }) => id,
    );
    await this.scene.showAll();
    this.forget();
    return stage;
  }

  /** Does it; what was sent may be repeated by anybody from then on. */
  async live(act: Act, stage: Stage): Promise<void> {
    const { person } = stage;
    const before = person.deliveries.length;
    await act.do(stage);
    this.#honest.push(...person.deliveries.slice(before));
  }

  /** Nobody else is told such a thing: they are refused. */
  async isTold({ told }: Act): Promise<boolean> {
    const { slack } = this.scene;
    const seen = (): boolean =>
      slack.calls.some(({ args, answer }) => answer?.ok === true && told.test(String(args.text)));
    await slack.until(seen, `an answer like ${told}`, answeredWithin).catch(() => undefined);
    return seen();
  }

  /** What the local Slack remembers is not ours. */
  forget(): void {
    const { slack } = this.scene;
    slack.calls.length = 0;
    slack.deliveries.length = 0;
    slack.raw.forgetPrivate();
  }
}

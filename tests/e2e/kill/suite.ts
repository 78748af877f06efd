import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDraftingModel } from '../../fakes/model/drafts.ts';
import { builtProgram } from '../../setup/built.ts';
import { checkAll } from './checks.ts';
import type { Engine } from './engine.ts';
import { Fleet, type Post } from './fleet.ts';
import { freePort } from './free-port.ts';
import { holderOf } from './holder.ts';
import { Person } from './person.ts';
import { writeProject, type KillProject } from './project.ts';
import { Team, withSql } from './team.ts';
import { readTruth, type Truth } from './truth.ts';
import { placeWitness } from './witness.ts';

export interface Measure {
  /** At least so many processes are killed. */
  kills: number;
  /** At least so often is the queue wiped, and Postgres crashed. */
  disasters: number;
  /** Milliseconds in which that must be done. */
  within: number;
  /** Milliseconds in which everything must have come to its end, once nobody is killed any more. */
  quietWithin: number;
  runsAtOnce: number;
}

export interface Outcome {
  truth: Truth;
  /** By the name of the check. */
  faults: Record<string, string[]>;
  /** Processes that ended unasked; people who were told nonsense. */
  deserters: string[];
  troubles: string[];
  kills: Record<string, number>;
  wipes: number;
  crashes: number;
  modelCalls: number;
  seconds: { killing: number; quiet: number };
}

const secondsSince = (begin: number): number => Math.round((performance.now() - begin) / 100) / 10;

export const modelOptions = {
  slowest: 250,
  about: (prompt: string) => `${/Run \d+/.exec(prompt)?.[0] ?? '?'}, ${/Stage \w+/.exec(prompt)?.[0] ?? '?'}`,
};

/** Three workers, one process with the bots, and one with everything. */
async function postsOf(
  engine: Engine,
  project: KillProject,
  modelUrl: string,
  ports: [number, number],
): Promise<Post[]> {
  const args = ['--project', project.file, ...engine.args];
  const model = { MODEL_BASE_URL: modelUrl, MODEL_NAME: 'fake-1', MODEL_API_KEY: 'key-for-tests' };
  const env = { ...engine.env, ...model, WHEELHOUSE_LEASE_MS: '1000' };
  const built = await builtProgram();
  const worker = (name: string): Post => ({
    name,
    does: ['worker'],
    options: { args: [...args, '--only', 'worker'], env, built },
  });
  const [first, second] = ports.map((port) => ({ ...env, PORT: String(port) }));
  return [
    { name: 'bots', does: ['bots'], options: { args: [...args, '--only', 'bots'], env: first!, built } },
    { name: 'everything', does: ['bots', 'worker'], options: { args, env: second!, built } },
    worker('worker 1'),
    worker('worker 2'),
    worker('worker 3'),
  ];
}

/** Kills the processes of the product at any line while people work with it, and reads what came of it. */
export async function killAtAnyLine(engine: Engine, measure: Measure): Promise<Outcome> {
  const project = await writeProject(path.join(engine.folder, 'project'));
  const model = await startDraftingModel(modelOptions);
  const ports: [number, number] = [await freePort(), await freePort()];
  const fleet = new Fleet(await postsOf(engine, project, model.baseUrl, ports));
  const over = new AbortController();
  const closing: (() => Promise<unknown>)[] = [() => model.close(), () => fleet.close()];
  try {
    const person = new Person(
      ports.map((port) => `http://127.0.0.1:${port}`),
      () => fleet.link,
    );
    await person.signIn().catch((cause: unknown) => {
      throw new Error(`Nobody could sign in. The last words of each process:\n${fleet.lastWords}`, { cause });
    });
    await withSql(engine, placeWitness);
    const team = new Team(person, engine, project.outward);
    closing.push(() => team.close());
    const campaign = new Campaign(engine, fleet, person, measure);
    const cutting = cutOutwardCommands({ engine, fleet, project }, over.signal).catch(campaign.note);
    closing.push(() => cutting);
    const killing = await campaign.run();
    over.abort();
    await cutting;
    const quiet = await waitForQuiet(engine, measure.quietWithin);
    await team.close();
    const said = { outward: await project.outward(), decisions: team.decisions, clicks: person.clicks };
    const truth = await readTruth(engine.url() ?? '', { ...said, started: campaign.started });
    return {
      truth,
      faults: checkAll(truth),
      deserters: fleet.deserters,
      troubles: [...team.troubles, ...campaign.troubles],
      kills: countBy(fleet.kills.map(({ how }) => how)),
      wipes: campaign.wipes,
      crashes: campaign.crashes,
      modelCalls: [...model.calls.values()].reduce((sum, calls) => sum + calls, 0),
      seconds: { killing, quiet },
    };
  } finally {
    // Whatever came of it, nothing of all this outlives the folder that it works in.
    over.abort();
    for (const close of closing.reverse()) await close();
  }
}

/** Kills who runs an outward command, while it does: between what it does first and what it does last. */
async function cutOutwardCommands(
  { engine, fleet, project }: { engine: Engine; fleet: Fleet; project: KillProject },
  over: AbortSignal,
): Promise<void> {
  const seen = new Set<string>();
  while (!over.aborted) {
    for (const { attempt } of await project.outward()) {
      if (seen.has(attempt)) continue;
      seen.add(attempt);
      const pid = await holderOf(engine, (sql) => sql`id = ${attempt}`).catch(() => null);
      if (pid !== null && Math.random() < 0.6) await fleet.killPid(pid, 'in the middle of an outward command');
    }
    await sleep(40);
  }
}

const countBy = (words: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};

/** Starts runs, has processes killed, wipes queues and crashes databases, until there was enough of everything. */
class Campaign {
  readonly started: string[] = [];
  readonly troubles: string[] = [];
  wipes = 0;
  crashes = 0;
  private number = 0;
  private readonly starting = new Set<Promise<void>>();

  constructor(
    private readonly engine: Engine,
    private readonly fleet: Fleet,
    private readonly person: Person,
    private readonly measure: Measure,
  ) {}

  /** Of what went wrong beside it. */
  readonly note = (error: unknown): void => void this.troubles.push(String(error));

  /** Returns how many seconds it took. */
  async run(): Promise<number> {
    const begin = performance.now();
    await this.keepBusy();
    await this.fleet.strike();
    const isEnough = (): boolean =>
      this.fleet.kills.length >= this.measure.kills && Math.min(this.wipes, this.crashes) >= this.measure.disasters;
    while (!isEnough() && performance.now() - begin < this.measure.within) {
      await this.keepBusy();
      await this.bringDisaster();
      await sleep(500);
    }
    await this.fleet.spare();
    await Promise.all(this.starting);
    return secondsSince(begin);
  }

  /** Spread over the kills, so that each meets the others. */
  private async bringDisaster(): Promise<void> {
    const { kills, disasters } = this.measure;
    const due = Math.floor((this.fleet.kills.length / kills) * (2 * disasters + 1));
    if (this.wipes + this.crashes >= due) return;
    if (this.wipes > this.crashes) {
      await this.engine.crashPostgres();
      this.crashes += 1;
      return;
    }
    const isWiped = await this.engine.wipeQueue().then(
      () => true,
      () => false,
    );
    if (isWiped) this.wipes += 1;
  }

  private async keepBusy(): Promise<void> {
    const [row] = await withSql(
      this.engine,
      (sql) => sql<{ active: number }[]>`select count(*)::int as active from runs where ended_at is null`,
    ).catch(() => []);
    if (!row) return;
    const wanted = this.measure.runsAtOnce - row.active - this.starting.size;
    for (let n = 0; n < wanted; n += 1) this.startOne();
  }

  private startOne(): void {
    this.number += 1;
    const brief = `Run ${this.number}`;
    const mode = this.number % 3 === 0 ? 'checkpoint' : 'autonomous';
    const pipeline = this.number % 3 === 1 ? 'errand' : 'flow';
    const starting = this.person
      .startRun(brief, mode, pipeline)
      .then(() => void this.started.push(brief))
      .catch((error: unknown) => void this.troubles.push(`${brief}: ${String(error)}`))
      .finally(() => this.starting.delete(starting));
    this.starting.add(starting);
  }
}

/** Until every run is over, every effect done and every entry sealed. The checks say what is not. */
async function waitForQuiet(engine: Engine, within: number): Promise<number> {
  const begin = performance.now();
  while (performance.now() - begin < within) {
    const [left] = await withSql(
      engine,
      (sql) => sql<{ n: number }[]>`select (select count(*) from runs where ended_at is null)
        + (select count(*) from outbox where done_at is null) + (select count(*) from unsealed) as n`,
    ).catch(() => []);
    if (left && Number(left.n) === 0) break;
    await sleep(200);
  }
  return secondsSince(begin);
}

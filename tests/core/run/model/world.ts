import type { Ask, Choice } from '../../../../src/core/ask/ask.ts';
import type { Refusal } from '../../../../src/core/refusal.ts';
import type { RunEvent } from '../../../../src/core/run/event.ts';
import type { StartEvent } from '../../../../src/core/run/start.ts';
import type { Decision, RunState } from '../../../../src/core/run/state.ts';
import { noCost } from '../../../../src/core/run/run.ts';
import type { ControlMode } from '../../../../src/core/project/definition.ts';
import type { Stage } from '../../../../src/core/project/stage.ts';
import type { Message } from '../../../../src/core/steering/message.ts';
import { checkDecision, newMemory, type Memory } from './oracle.ts';
import { definition, people } from './definition.ts';
import { OwnWords } from './own-words.ts';

/** The rules under test: the real ones, or a mutant's. */
export interface Rules {
  decide(state: RunState, event: RunEvent): Decision | Refusal;
  start(event: StartEvent): Decision | Refusal;
}

interface Job {
  attemptId: string;
  epoch: number;
}

interface Worker extends Job {
  token: string;
  began: boolean;
}

/** As it was shown. */
interface SeenAsk {
  id: string;
  revision: number;
}

/** One random act: which, and two numbers that choose among what there is. */
export type Act = readonly [kind: number, a: number, b: number];

/** How many kinds of act `play` knows. */
export const actKinds = 21;

const modes: ControlMode[] = ['checkpoint', 'autonomous', 'advisory'];
const words = ['approve', 'yes, ship it', 'stop', 'make it shorter', 'cancel', 'roll back'];
const cost = { microUsd: 10, inputTokens: 5, outputTokens: 5 };

/** Plays random acts on one run: people, workers that die, deliveries that repeat, timers. Pure, so millions fit. */
export class World {
  state: RunState;
  readonly memory: Memory;
  private readonly rules: Rules;
  private clock = Date.UTC(2026, 0, 1);
  private count = 0;
  private readonly jobs: Job[] = [];
  private readonly workers: Worker[] = [];
  private readonly seenAsks: SeenAsk[] = [];
  private readonly words = new OwnWords();
  private last: RunEvent | null = null;

  constructor(rules: Rules, mode: number) {
    this.rules = rules;
    const first = rules.start(startEvent(modes[mode % modes.length] ?? 'checkpoint', this.now()));
    if ('refused' in first) throw new Error(`the start was refused: ${first.refused}`);
    this.state = first.state;
    this.memory = newMemory(first);
    this.note(first);
  }

  /** One list for all worlds: a million acts are played. */
  private static readonly acts: readonly ((world: World, a: number, b: number) => void)[] = [
    (it, _a, b) => it.onward(b),
    (it, _a, b) => it.onward(b),
    (it, _a, b) => it.onward(b),
    (it, _a, b) => it.onward(b),
    (it, _a, b) => it.onward(b),
    (it, a) => it.deliver(a),
    (it, a) => it.begin(a),
    (it, a, b) => it.finish(a, b),
    (it, a, b) => it.answerNewest(a, b),
    (it, a, b) => it.answerAny(a, b),
    (it, a) => it.command('pause', a),
    (it, a) => it.command('resume', a),
    (it, a, b) => it.edit(a, b),
    (it, a, b) => (b % 7 < 2 ? it.changeWords(a, b) : it.command('message', a, b)),
    (it, a, b) => it.command('change_mode', a, b),
    (it, a, b) => it.trouble(a, b),
    (it) => it.repeat(),
    (it) => it.sweep(),
    (it, a, b) => it.ending(a, b),
    (it, _a, b) => it.outside(b),
    (it, _a, b) => (it.clock += b % 2 === 0 ? 11_000 : 700_000),
  ];

  play([kind, a, b]: Act): void {
    World.acts[kind % actKinds]?.(this, a, b);
  }

  /** The next thing on the happy path: without it, random acts seldom get to the end. */
  private onward(b: number): void {
    const worker = this.workers.at(-1);
    if (worker) {
      if (!worker.began) this.begin(-1);
      else if (b % 20 === 19) this.trouble(-1, 13);
      // Nobody hears of it again in the middle of its step, an outward one too: elsewhere that comes about once in 20,000.
      else if (b % 20 === 18) this.sweep();
      else this.finish(-1, b);
    } else if (this.state.run.status === 'queued') this.deliver(-1);
    else if (this.state.run.status === 'paused') this.command('resume', 0);
    else this.answerFairly(b);
  }

  /** By somebody who may and has not: the fifth of random people who may, a gate of two, and the next, are seldom all met. */
  private answerFairly(b: number): void {
    const ask = this.state.asks.at(-1);
    const choice = ask?.choices[0]?.id;
    if (!ask || !choice) return;
    const { approvers, excluded } = ask.policy;
    const fair = people.filter(
      ({ personId, permissions }) =>
        permissions.includes('decide') &&
        !excluded.includes(personId) &&
        (approvers === 'anyone-who-may-decide' || approvers.includes(personId)) &&
        ask.answers.every((given) => given.personId !== personId),
    );
    this.answer(ask, choice, b, fair);
  }

  private get stage(): Stage | undefined {
    return this.state.definition.pipeline.stages[this.state.run.stage];
  }

  private now(): Date {
    this.clock += 100;
    return new Date(this.clock);
  }

  private base() {
    return { id: `e${this.count++}`, at: this.now() };
  }

  private send(event: RunEvent): Decision | null {
    this.last = event;
    const before = this.state;
    const decision = this.rules.decide(before, event);
    if ('refused' in decision) return null;
    checkDecision(this.memory, before, event, decision);
    this.state = withStore(decision.state);
    this.note(decision);
    return decision;
  }

  private note(decision: Decision): void {
    this.words.keep(decision.state);
    for (const effect of decision.effects) if (effect.do === 'run_stage') this.jobs.push(effect);
    for (const { id, revision } of decision.state.asks) {
      if (!this.seenAsks.some((s) => s.id === id && s.revision === revision)) this.seenAsks.push({ id, revision });
    }
  }

  /** Jobs are delivered late, twice, out of order: any that ever was. */
  private deliver(a: number): void {
    const job = a < 0 ? this.jobs.at(-1) : pick(this.jobs, a);
    if (!job) return;
    const base = this.base();
    const token = `t${this.count}`;
    const { attemptId, epoch } = job;
    const until = new Date(base.at.getTime() + 10_000);
    const actor = { kind: 'system', name: 'worker' } as const;
    const claimed = this.send({ ...base, actor, kind: 'claim', attemptId, epoch, token, worker: 'w', until });
    if (claimed?.result.kind === 'claimed') this.workers.push({ ...job, token, began: false });
  }

  private begin(a: number): void {
    const worker = this.worker(a);
    if (!worker || (worker.began && this.stage?.do !== 'agent')) return;
    const { attemptId, token, epoch } = worker;
    const actor = { kind: 'system', name: 'worker' } as const;
    const begun = this.send({ ...this.base(), actor, kind: 'begin_step', attemptId, token, epoch, estimate: cost });
    if (begun?.result.kind === 'begin') worker.began = true;
    else this.park(worker);
  }

  private park(worker: Worker): void {
    const { attemptId, token, epoch } = worker;
    const actor = { kind: 'system', name: 'worker' } as const;
    const parked = this.send({
      ...this.base(),
      actor,
      kind: 'park',
      attemptId,
      token,
      epoch,
      continuation: null,
      cost: noCost,
    });
    this.goOnOrDrop(worker, parked);
  }

  private finish(a: number, b: number): void {
    const worker = this.worker(a);
    if (!worker?.began) return;
    const { attemptId, token } = worker;
    const actor = { kind: 'system', name: 'worker' } as const;
    const output = { text: `draft ${this.count} ${b % 3}`, rehearsal: true, remark: b % 2 ? 'here' : null };
    const finished = this.send({ ...this.base(), actor, kind: 'finish', attemptId, token, output, cost });
    this.goOnOrDrop(worker, finished);
  }

  private goOnOrDrop(worker: Worker, told: Decision | null): void {
    if (told?.result.kind === 'go_on') [worker.epoch, worker.began] = [told.result.epoch, false];
    else this.drop(worker);
  }

  /** Workers die, fail, hand back. */
  private trouble(a: number, b: number): void {
    const worker = this.worker(a);
    if (!worker) return;
    const { attemptId, token } = worker;
    const actor = { kind: 'system', name: 'worker' } as const;
    if (b % 4 === 0) {
      this.send({ ...this.base(), actor, kind: 'release', attemptId, token, cost });
    } else if (b % 4 === 1 && worker.began) {
      const passing = b % 8 === 1;
      this.send({
        ...this.base(),
        actor,
        kind: 'fail',
        attemptId,
        token,
        error: 'no',
        reason: 'stage_failed',
        passing,
        certain: b % 16 !== 1,
        cost,
      });
    } else if (b % 4 === 2) return; // stalls: wakes up later with an old token
    this.drop(worker);
  }

  private sweep(): void {
    const actor = { kind: 'system', name: 'sweep' } as const;
    this.clock += 11_000;
    for (const { id } of this.state.attempts.filter((x) => x.lease)) {
      this.send({ ...this.base(), actor, kind: 'lapse', attemptId: id });
    }
    for (const { id } of this.state.asks) {
      this.send({ ...this.base(), actor: { kind: 'system', name: 'timer' }, kind: 'expire', askId: id });
    }
  }

  private answerNewest(a: number, b: number): void {
    const ask = this.state.asks.at(-1 - (a % 2));
    if (ask) this.answer(ask, ask.choices[a % 7 === 6 ? 1 : 0]?.id, b);
  }

  /** Buttons of old cards are pressed too. */
  private answerAny(a: number, b: number): void {
    const seen = pick(this.seenAsks, a);
    const choices: Choice['id'][] = ['approve', 'reject', 'accept', 'resume', 'try_again', 'happened'];
    if (seen) this.answer(seen, pick(choices, b), b);
  }

  private answer({ id, revision }: SeenAsk, choice: Choice['id'] | undefined, b: number, among = people): void {
    if (!choice) return;
    const actor = pick(among, b) ?? people[0];
    if (!actor) return;
    const budget = b % 2 === 0 ? { microUsd: 60 + this.count * 20, tokens: null } : null;
    this.send({
      ...this.base(),
      kind: 'answer',
      askId: id,
      revision,
      choice,
      words: 'because',
      confirmed: true,
      actor,
      budget,
    });
  }

  private command(kind: 'pause' | 'resume' | 'message' | 'change_mode', a: number, b = 0): void {
    const actor = pick(people, a);
    if (!actor) return;
    const base = { ...this.base(), actor };
    const epoch = b % 2 === 0 ? null : this.state.run.epoch;
    if (kind === 'pause') this.send({ ...base, kind, why: null });
    else if (kind === 'resume') this.send({ ...base, kind, epoch, notes: b % 3 === 0 ? 'careful' : null });
    else if (kind === 'change_mode') this.send({ ...base, kind, mode: pick(modes, b) ?? 'checkpoint' });
    else {
      const text = pick(words, b) ?? 'hm';
      const source = b % 3 === 0 ? null : this.words.source(base.id, text);
      this.send({ ...base, kind, text, policy: b % 5 === 0 ? 'pause' : null, source });
    }
  }

  private changeWords(a: number, b: number): void {
    const chain = this.words.chain(a, b);
    const author = people.find(({ personId }) => personId === chain[0]?.author);
    const actor = b % 11 === 0 ? pick(people, a) : author;
    if (!actor || chain.length === 0) return;
    const base = { ...this.base(), actor, chain };
    if (b % 7 === 0) this.send({ ...base, kind: 'take_back', by: a % 2 === 0 ? 'author' : 'unknown' });
    else this.send({ ...base, kind: 'reword', text: pick(words, b) ?? 'hm', policy: b % 3 === 0 ? 'steer' : null });
  }

  private edit(a: number, b: number): void {
    const artifact = pick(this.state.artifacts, a);
    const actor = pick(people, b);
    if (!artifact || !actor) return;
    const base = b % 5 === 0 ? (artifact.canon?.number ?? 1) - 1 : (artifact.canon?.number ?? null);
    this.send({ ...this.base(), actor, kind: 'edit', artifact: artifact.name, base, text: `edit ${this.count}` });
  }

  /** Another run of the project makes a new version of what they share. */
  private outside(b: number): void {
    const shared = this.state.artifacts.find((a) => a.runId === null && a.canon);
    if (!shared?.canon || b % 4 !== 0) return;
    const number = shared.latest + 1;
    const canon = { ...shared.canon, number, base: shared.canon.number, digest: `outside ${number}` };
    this.memory.versions.add(`${shared.id}/${number}`);
    const artifact = { ...shared, canon, latest: number, lastRunId: 'another' };
    const artifacts = this.state.artifacts.map((a) => (a === shared ? artifact : a));
    this.state = { ...this.state, artifacts };
  }

  /** Rare, because it ends or rewinds the story. */
  private ending(a: number, b: number): void {
    const actor = pick(people, a);
    if (!actor) return;
    const base = { ...this.base(), actor, epoch: b % 3 === 0 ? this.state.run.epoch - 1 : this.state.run.epoch };
    const confirmed = b % 4 !== 0;
    if (b % 7 === 0) this.send({ ...base, kind: 'cancel', confirmed });
    else this.send({ ...base, kind: 'rollback', confirmed, checkpoint: b % 3 });
  }

  /** The same delivery again: a store would refuse it by its key; the rules alone must not act twice either. */
  private repeat(): void {
    // A second step of one attempt looks the same to the rules: there the delivery key alone tells.
    if (this.last && this.last.kind !== 'begin_step') this.send(this.last);
  }

  private worker(a: number): Worker | undefined {
    return a < 0 ? this.workers.at(-1) : pick(this.workers, a);
  }

  private drop(worker: Worker): void {
    this.workers.splice(this.workers.indexOf(worker), 1);
  }
}

/** What a store hands back on the next load: live attempts and the newest, queued and in-flight words, open Asks. */
function withStore(state: RunState): RunState {
  const newest = state.attempts.at(-1);
  const live = state.attempts.filter(({ status }) => ['queued', 'running', 'parked'].includes(status));
  const isInHand = ({ status, deliveredTo }: Message): boolean =>
    status === 'queued' || (status === 'delivered' && live.some(({ id }) => id === deliveredTo));
  return {
    ...state,
    attempts: state.attempts.filter((a) => a === newest || a.lease !== null || live.includes(a)),
    messages: state.messages.filter(isInHand),
    asks: state.asks.filter((ask: Ask) => ask.status === 'open'),
  };
}

const pick = <T>(list: readonly T[], n: number): T | undefined => list[Math.abs(n) % Math.max(1, list.length)];

function startEvent(mode: ControlMode, at: Date): StartEvent {
  const [actor] = people;
  if (!actor) throw new Error('nobody to start it');
  const trigger = {
    id: 'trg',
    source: 'integration_test' as const,
    personId: actor.personId,
    personName: actor.name,
    where: actor.where,
    at,
    context: {},
    recommendedBy: null,
    recommendedConfig: null,
  };
  const budget = { microUsd: 35, tokens: null };
  const rest = { title: 'A run', brief: '', parameters: {}, models: [], spent: noCost };
  return { id: 'start', at, actor, runId: 'run', projectId: 'project', definition, mode, budget, trigger, ...rest };
}

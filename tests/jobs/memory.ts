import { DbError } from '../../db/error.ts';
import type { CardSubject, Effect } from '../../src/core/effect.ts';
import type { DueEffect, Posting } from '../../src/core/ports.ts';
import { pipelineSchema, type Place } from '../../src/core/project/definition.ts';
import type { PersonActor } from '../../src/core/people/actor.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { decide } from '../../src/core/run/decide.ts';
import type { CommandEvent } from '../../src/core/run/event.ts';
import type { Budget } from '../../src/core/run/run.ts';
import { start } from '../../src/core/run/start.ts';
import type { Decision, Definition, RunState, Turn } from '../../src/core/run/state.ts';
import type { JobParts } from '../../src/jobs/start.ts';

/** The stores as plain objects, with the real rules behind them: what Postgres holds, while it can be sent away. */

const place: Place = { surface: 'console', channel: 'general' };

export const ada: PersonActor = {
  kind: 'person',
  personId: 'ada',
  name: 'Ada',
  permissions: ['view', 'message', 'operate', 'decide', 'edit', 'configure'],
  account: { surface: 'console', team: 'local', user: 'ada' },
  where: { surface: 'console', channel: 'general', thread: null },
};

/** The second stage, if there is one, works with what the first one made. */
const definitionOf = (doing: 'write' | 'command', seconds: number, stages: 1 | 2): Definition => ({
  pipeline: pipelineSchema.parse({
    id: 'notes',
    name: 'Notes',
    about: 'Writes notes.',
    stages: [
      { id: 'draft', name: 'Draft', makes: 'notes' },
      { id: 'print', name: 'Print', makes: 'print', needs: ['notes'] },
    ]
      .slice(0, stages)
      .map((stage) => ({
        ...stage,
        time_limit: `${seconds}s`,
        ...(doing === 'write' ? { do: doing, role: 'writer', brief: 'Write.' } : { do: doing, run: 'true' }),
      })),
  }),
  roles: [],
  models: {},
  people: [],
  director: null,
  places: [place],
  folder: '/',
});

const noBudget: Budget = { microUsd: null, tokens: null };

export class Memory {
  readonly states = new Map<string, RunState>();
  readonly effects = new Map<string, DueEffect>();
  readonly bodies = new Map<string, string>();
  readonly turns: Turn[] = [];
  readonly postings = new Map<string, Posting>();
  readonly outputs: { attemptId: string; sequence: number; text: string }[] = [];
  readonly finished: string[] = [];
  /** Who hears what became due; nobody, when a crash after the commit is played. */
  dispatch: (effects: DueEffect[]) => void = () => undefined;
  isAway = false;
  /** Stands in the rows of all texts instead of what was written there. */
  doctored: string | null = null;
  private readonly deliveries = new Set<string>();
  private readonly aborts = new Set<(attemptId: string) => void>();
  private count = 0;

  /** Starts a run, as a click would. */
  begin(doing: 'write' | 'command' = 'write', seconds = 60, stages: 1 | 2 = 1): string {
    const runId = `run${++this.count}`;
    const trigger = {
      id: `trigger-${runId}`,
      source: 'integration_test' as const,
      personId: 'ada',
      personName: 'Ada',
      where: ada.where,
      at: new Date(),
      context: {},
      recommendedBy: null,
      recommendedConfig: null,
    };
    const decision = start({
      id: `start-${runId}`,
      at: new Date(),
      actor: ada,
      runId,
      projectId: 'paper',
      definition: definitionOf(doing, seconds, stages),
      title: 'Notes',
      brief: 'What happened',
      parameters: {},
      mode: 'autonomous',
      budget: noBudget,
      trigger,
      models: [],
    });
    if (isRefusal(decision)) throw new Error(JSON.stringify(decision));
    this.write(decision);
    return runId;
  }

  command(runId: string, what: { kind: 'pause' | 'resume' | 'cancel' }): Promise<unknown> {
    const base = { id: `command-${++this.count}`, at: new Date(), actor: ada, epoch: null };
    const event = { ...base, ...what, why: null, notes: null, confirmed: true } as CommandEvent;
    return this.ports.runs.change(runId, (state) => decide(state, event));
  }

  status(runId: string): string | undefined {
    return this.states.get(runId)?.run.status;
  }

  attempt(runId: string) {
    return this.states.get(runId)!.attempts.at(-1)!;
  }

  /** A posting that became due, as a decision or live output makes it; `settles`: it shows what came of something. */
  show(subject: CardSubject, runId: string, at = place, settles = false): string {
    const id = `post-${subject.kind}-${subject.id}${at === place ? '' : `-${at.surface}`}`;
    const posting = { id, runId, subject, place: at, ref: null, shown: 0, lost: null };
    if (!this.postings.has(id)) this.postings.set(id, posting);
    const effect = { do: 'converge' as const, runId, postingId: id, ...(settles ? { settles } : {}) };
    this.due(`converge:${id}`, effect, new Date());
    return id;
  }

  private due(key: string, effect: DueEffect['effect'], dueAt: Date): void {
    const open = this.effects.get(key);
    const id = open?.id ?? `${key}:${++this.count}`;
    const due = {
      id,
      generation: (open?.generation ?? 0) + 1,
      effect,
      dueAt: open?.dueAt ?? dueAt,
      createdAt: open?.createdAt ?? dueAt,
    };
    this.effects.set(key, due);
    this.dispatch([due]);
  }

  private write(decision: Decision): void {
    this.states.set(decision.state.run.id, decision.state);
    for (const { digest, text } of decision.bodies) this.bodies.set(digest, text);
    this.turns.push(...decision.turns);
    for (const version of decision.versions) this.finished.push(version.attemptId ?? 'person');
    const effects: Effect[] = decision.effects;
    for (const effect of effects) {
      if (effect.do === 'abort') for (const listener of this.aborts) listener(effect.attemptId);
      else if (effect.do === 'show' || effect.do === 'follow') this.show(effect.subject, effect.runId);
      else {
        const { dueAt, ...payload } = effect;
        this.due(`run_stage:${effect.attemptId}:${effect.epoch}`, payload, dueAt);
      }
    }
  }

  private async here(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.isAway) throw new DbError('db-unreachable', 'It is away.');
  }

  private open(): DueEffect[] {
    return [...this.effects.values()];
  }

  readonly ports: Pick<JobParts, 'runs' | 'bodies' | 'talks' | 'outbox' | 'postings' | 'sweep' | 'hints'> = {
    runs: {
      change: async (runId, rule, delivery) => {
        await this.here();
        if (delivery !== undefined && this.deliveries.has(delivery)) return { refused: 'repeated' };
        const state = this.states.get(runId);
        if (!state) return { refused: 'not_found', what: 'run', id: runId };
        const decision = rule(state);
        if (isRefusal(decision)) return decision;
        if (delivery !== undefined) this.deliveries.add(delivery);
        this.write(decision);
        return decision;
      },
      create: () => Promise.reject(new Error('Runs of these tests begin with begin().')),
      find: async (runId) => {
        await this.here();
        return this.states.get(runId) ?? null;
      },
      renew: async (attemptId, token, until) => {
        await this.here();
        for (const state of this.states.values()) {
          const attempt = state.attempts.find((it) => it.id === attemptId && it.lease?.token === token);
          if (attempt?.lease) {
            const lease = { ...attempt.lease, until };
            const attempts = state.attempts.map((it) => (it === attempt ? { ...it, lease } : it));
            this.states.set(state.run.id, { ...state, attempts });
            return true;
          }
        }
        return false;
      },
      appendOutput: async (attemptId, sequence, text) => {
        await this.here();
        const isThere = this.outputs.some((it) => it.attemptId === attemptId && it.sequence === sequence);
        if (!isThere) this.outputs.push({ attemptId, sequence, text });
      },
    },
    talks: {
      read: async (talk) =>
        this.turns
          .filter((it) => it.talk === talk)
          .map(({ digest }) => ({ said: JSON.parse(this.bodies.get(digest)!) as unknown })),
    },
    bodies: {
      read: async (digests) =>
        new Map(digests.flatMap((it) => (this.bodies.has(it) ? [[it, this.doctored ?? this.bodies.get(it)!]] : []))),
    },
    outbox: {
      find: async (id) => {
        await this.here();
        return this.open().find((it) => it.id === id) ?? null;
      },
      done: async (id, generation) => {
        await this.here();
        for (const [key, due] of this.effects) {
          if (due.id === id && due.generation === generation) return this.effects.delete(key);
          if (due.id === id) return false;
        }
        return true;
      },
      overdue: async (grace, limit, only) => {
        await this.here();
        const line = Date.now() - grace;
        const all = this.open().filter((it) => it.dueAt.getTime() <= line && (!only || it.effect.do === only.do));
        const place = only?.after ? all.findIndex((it) => it.id === only.after?.id) + 1 : 0;
        return all.slice(place, place + limit);
      },
    },
    postings: {
      get: async (id) => {
        await this.here();
        return this.postings.get(id) ?? null;
      },
      at: async () => null,
      runOfThread: async () => null,
      rootOf: async (runId, at) =>
        [...this.postings.values()].find(
          (it) => it.runId === runId && it.subject.kind === 'run' && it.place.surface === at.surface,
        ) ?? null,
      ofSubject: async ({ kind, id }) =>
        [...this.postings.values()].filter(({ subject }) => subject.kind === kind && subject.id === id),
      unsaidBefore: async (posting) => {
        const said = [...this.postings.values()].filter(({ subject }) => subject.kind === 'message');
        const here = said.filter(
          ({ runId, place: at }) => runId === posting.runId && at.surface === posting.place.surface,
        );
        const before = here.slice(
          0,
          here.findIndex(({ id }) => id === posting.id),
        );
        return before.filter(
          ({ id, ref, lost }) => ref === null && lost === null && this.effects.has(`converge:${id}`),
        );
      },
      record: async (id, seen, ref, shown) => {
        await this.here();
        const posting = this.postings.get(id);
        if (posting?.shown !== seen) return false;
        this.postings.set(id, { ...posting, ref, shown });
        return true;
      },
      markLost: async (id, lost) => void this.postings.set(id, { ...this.postings.get(id)!, lost }),
    },
    sweep: {
      lapsed: async () => {
        await this.here();
        const all = [...this.states.values()].flatMap(({ attempts }) => attempts);
        return all.flatMap(({ runId, id, lease }) =>
          lease && lease.until.getTime() < Date.now() ? [{ runId, attemptId: id, lease }] : [],
        );
      },
      stuck: async () => {
        const moving = new Set(this.open().map(({ effect }) => effect.runId));
        const queued = [...this.states.values()].filter(({ run }) => run.status === 'queued' && !moving.has(run.id));
        return queued.map(({ run }) => ({ runId: run.id }));
      },
      expired: async () => [],
      seal: async () => 0,
      prune: async () => 0,
    },
    hints: {
      onAbort: (listener) => {
        this.aborts.add(listener);
        return () => this.aborts.delete(listener);
      },
      onRun: () => () => undefined,
    },
  };
}

import { expect, it } from 'vitest';
import { DbError } from '../../../db/error.ts';
import type { Decide } from '../../../src/core/ports.ts';
import { isRefusal } from '../../../src/core/refusal.ts';
import { decide } from '../../../src/core/run/decide.ts';
import { noCost } from '../../../src/core/run/run.ts';
import type { StageResult } from '../../../src/core/stage/executor.ts';
import type { StepRequest } from '../../../src/core/stage/step.ts';
import { beginStep } from '../../../src/jobs/stage/boundary.ts';
import type { Hand } from '../../../src/jobs/stage/hand.ts';
import { StageStopped, type StageParts } from '../../../src/jobs/stage/parts.ts';
import { settle } from '../../../src/jobs/stage/settle.ts';
import { deployCall as call, Deploying, deployTurns as turns } from '../../core/run/deploying.ts';
import { person } from '../../core/run/model/definition.ts';
import { quickSettings, silent } from '../room.ts';

const spent = { microUsd: 7, inputTokens: 70, outputTokens: 7 };
type Stop = 'the worker stops' | 'the run is cancelled' | 'nobody knows why';

/** An agent after its first answer, whose worker asks for the next step, and is told to stop before it has heard. */
class Doubtful extends Deploying {
  /** Whether the database is away from the lost answer on. */
  away = false;
  readonly heard: string[] = [];
  private readonly kept = new Set<string>();
  private readonly ending = new AbortController();
  private readonly over = new AbortController();
  private readonly signal = new AbortController();

  constructor() {
    super();
    this.tell({ kind: 'begin_step', ...this.claimed, estimate: spent });
    this.tell({ kind: 'message', actor: person('ann'), text: 'Be quick.', policy: null });
  }

  private change(committed: boolean, stop: Stop) {
    let isLost = false;
    const lost = (): never => {
      throw stop === 'nobody knows why' ? new TypeError('bug') : new DbError('db-unreachable', 'It is away.');
    };
    return async (_runId: string, rule: Decide, delivery = '') => {
      this.heard.push(rule.event?.kind ?? '');
      if (isLost && this.away) lost();
      if (this.kept.has(delivery)) return { refused: 'repeated' as const };
      const reply = isLost || committed ? rule(this.state) : null;
      if (reply && !isRefusal(reply)) {
        this.kept.add(delivery);
        this.state = reply.state;
      }
      if (isLost) return reply!;
      isLost = true;
      this.stop(stop);
      return lost();
    };
  }

  private stop(stop: Stop): void {
    if (stop === 'the worker stops') this.ending.abort();
    else if (stop === 'the run is cancelled') {
      const epoch = this.state.run.epoch;
      this.tell({ kind: 'cancel', actor: person('ann'), epoch, confirmed: true });
      this.signal.abort(new StageStopped('aborted'));
    }
    if (this.away) this.over.abort();
  }

  /** What an executor does that is told to stop: it hands in what it has not yet been told is booked and kept. */
  async play(step: StepRequest, stop: Stop, { committed = true, forgets = false } = {}): Promise<void> {
    const { attempt, state } = this;
    const parts = {
      ...{ runs: { change: this.change(committed, stop), find: async () => this.state }, rules: decide },
      ...{ settings: { ...quickSettings, resultPatience: 500 }, log: silent },
      shift: { ending: this.ending.signal, over: this.over.signal },
    } as unknown as StageParts;
    const of = { attempt, state, token: 'token', epoch: attempt.epoch, since: 0 };
    const hand: Hand = { ...of, owed: spent, turns: [] };
    if (forgets) Object.defineProperty(hand, 'left', { get: () => undefined, set: () => undefined });
    const begun = await beginStep(parts, hand, step, this.signal.signal).catch(() => 'it failed');
    expect(begun).toEqual(stop === 'nobody knows why' ? 'it failed' : { go: false });
    const failed = {
      kind: 'failed',
      error: 'Who knows?',
      reason: 'stage_failed',
      passing: false,
      certain: false,
    } as const;
    const result: StageResult =
      begun === 'it failed'
        ? { ...failed, cost: hand.owed }
        : { kind: 'stopped', continuation: null, cost: spent, turns };
    await settle(parts, hand, result, this.signal.signal);
  }
}

const next: StepRequest = { estimate: spent, spent, turns };

it.each([
  ['a call of a tool', { ...next, estimate: noCost, repeatable: false, call }],
  ['a call of the model', next],
])(
  'books and keeps what came with %s once, where its worker stops before it hears that it has begun',
  async (_, step) => {
    for (const committed of [true, false]) {
      const agent = new Doubtful();
      await agent.play(step, 'the worker stops', { committed });
      expect(agent.state.run.spent, `committed: ${committed}`).toEqual(spent);
      expect([agent.attempt.turns, agent.attempt.openStep]).toEqual([2, null]);
      expect([agent.state.run.status, agent.attempt.status]).toEqual(['queued', 'queued']);
      // Nobody has read them: the next worker's agent does.
      expect(agent.state.messages.map(({ status }) => status)).toEqual(['queued']);
    }
  },
);

it('books and keeps it twice where what is left of the step is forgotten: the control', async () => {
  const agent = new Doubtful();
  await agent.play(next, 'the worker stops', { forgets: true });
  expect(agent.state.run.spent.microUsd).toBe(2 * spent.microUsd);
  expect(agent.attempt.turns).toBe(4);
});

it('books it once where the run is cancelled meanwhile', async () => {
  for (const committed of [true, false]) {
    const agent = new Doubtful();
    await agent.play(next, 'the run is cancelled', { committed });
    expect(agent.state.run.spent, `committed: ${committed}`).toEqual(spent);
    expect([agent.state.run.status, agent.attempt.lease]).toEqual(['cancelled', null]);
  }
});

it('says nothing where it can not be known: the lease runs out, as if the worker had died', async () => {
  const agent = new Doubtful();
  agent.away = true;
  await agent.play(next, 'the worker stops');
  expect(agent.heard).not.toContain('release');
  expect(agent.state.run.spent).toEqual(spent);
  expect(agent.attempt).toMatchObject({ status: 'running', turns: 2 });
});

it('books what was spent before once, where the step that tells of it fails for who knows what', async () => {
  for (const committed of [true, false]) {
    const agent = new Doubtful();
    await agent.play(next, 'nobody knows why', { committed });
    expect(agent.heard.at(-1)).toBe('fail');
    expect(agent.state.run.spent, `committed: ${committed}`).toEqual(spent);
  }
});

it('books it twice where nobody asks whether that step has begun: the control', async () => {
  const agent = new Doubtful();
  await agent.play(next, 'nobody knows why', { forgets: true });
  expect(agent.state.run.spent.microUsd).toBe(2 * spent.microUsd);
});

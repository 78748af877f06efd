import { describe, expect, it } from 'vitest';
import { runCard } from '../../../src/core/cards/run-card.ts';
import { isRefusal } from '../../../src/core/refusal.ts';
import { decide } from '../../../src/core/run/decide.ts';
import type { RunEvent } from '../../../src/core/run/event.ts';
import { lostDefinition } from '../../../src/core/run/lost.ts';
import { isActive, runStatuses, type RunStatus } from '../../../src/core/run/run.ts';
import type { RunState } from '../../../src/core/run/state.ts';
import { attempt, definition, gate, later, run, state, view } from '../cards/sample.ts';

const place = { surface: 'slack' as const, channel: 'C1' };
const lost = lostDefinition(run(), [place], 'db-definition-altered: d is not what is stored');
const without = (status: RunStatus, over: Partial<RunState> = {}): RunState => {
  const endedAt = isActive(status) ? null : later(10);
  return state({ definition: lost, artifacts: [], run: run({ status, endedAt }), asks: [gate()], ...over });
};

const base = { id: 'ev_1', at: later(60) };
const stranger = {
  ...{ kind: 'person' as const, personId: 'ines', name: 'Ines', permissions: [] },
  ...{ account: { surface: 'console' as const, team: 'local', user: 'ines' }, where: { ...place, thread: null } },
};
const worker = { kind: 'system' as const, name: 'worker' as const };
const pause: RunEvent = { ...base, kind: 'pause', why: null, actor: stranger };
const rollback: RunEvent = { ...base, kind: 'rollback', epoch: null, confirmed: true, checkpoint: 0, actor: stranger };
const claim: RunEvent = {
  ...{ ...base, kind: 'claim', attemptId: 'at_1', epoch: 3, token: 't', worker: 'w2', until: later(99), actor: worker },
};
const lapse: RunEvent = { ...base, kind: 'lapse', attemptId: 'at_1', actor: worker };

const decided = (of: RunState, event: RunEvent) => {
  const outcome = decide(of, event);
  if (isRefusal(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome;
};

describe('a run whose definition is lost', () => {
  it.each(
    runStatuses.filter(isActive).flatMap((status) => [pause, claim, lapse].map((event) => [status, event] as const)),
  )('ends as failed from %s, whatever it is told', (status, event) => {
    const outcome = decided(without(status), event);
    expect(outcome.state.run).toMatchObject({ status: 'failed', hold: null, epoch: 4, version: 8, endedAt: base.at });
    expect(outcome.state.asks).toEqual([]);
    expect(outcome.settled).toMatchObject([{ id: 'k_gate', status: 'withdrawn' }]);
    expect(outcome.state.attempts).toMatchObject([{ status: 'aborted' }]);
    expect(outcome.effects).toContainEqual({ do: 'abort', runId: 'r_sample', attemptId: 'at_1' });
    expect(outcome.result.kind).toBe('stand_down');
    const [entry] = outcome.entries;
    expect(entry).toMatchObject({
      kind: 'run.failed',
      actor: { kind: 'system' },
      status: { from: status, to: 'failed' },
    });
    expect(outcome.bodies).toContainEqual({ digest: expect.any(String), text: lost.lost });
    expect(outcome.said[0]?.text).toContain('“Release 1.2” failed');
  });

  it('is not ended where its definition is there: the same command meets the usual rules', () => {
    const there = { ...without('running'), definition };
    expect(decide(there, pause)).toMatchObject({ refused: 'not_permitted' });
  });

  it.each(['completed', 'cancelled'] as const)('keeps its end when it was %s, and is changed by nobody', (status) => {
    for (const event of [pause, rollback])
      expect(decide(without(status), event)).toEqual({ refused: 'run_over', status });
  });

  it('lets its workers go, once it has failed', () => {
    const { state: failed } = decided(without('running'), pause);
    expect(failed.attempts[0]?.lease).not.toBeNull();
    const { state: after } = decided(failed, { ...lapse, id: 'ev_2' });
    expect([after.run.status, after.attempts[0]?.lease]).toEqual(['failed', null]);
  });

  it('has a card that says so, and leads to its thread alone', () => {
    const failed = { ...without('failed', { asks: [] }), attempts: [attempt({ status: 'aborted' })] };
    const card = runCard(view(failed));
    expect(card.fallback).toContain('What the run was created from can no longer be read. Start a new one.');
    expect(card.fallback).not.toContain('of 0');
    expect(card.buttons.map(({ label }) => label)).toEqual(['Focus']);
  });
});

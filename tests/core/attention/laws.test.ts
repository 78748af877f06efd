import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planReminders } from '../../../src/core/attention/plan.ts';
import type { Facts } from '../../../src/core/attention/reminder.ts';
import { laws } from './laws.ts';
import { places, play, world } from './town.ts';

type Plan = typeof planReminders;

/** Whether the search finds a history in which this law is broken. */
function isBroken(law: string, plan: Plan): boolean {
  const holds = fc.property(world, (any) => laws[law]!(any, play(any, plan)).length === 0);
  return fc.check(holds, { numRuns: 300, seed: 7, endOnFailure: true }).failed;
}

const withFacts =
  (change: (facts: Facts) => Partial<Facts>): Plan =>
  (facts) =>
    planReminders({ ...facts, ...change(facts) });

const withPolicy: Plan = withFacts(({ asks }) => ({
  asks: asks.map((open) => ({
    ...open,
    ask: { ...open.ask, policy: { approvers: 'anyone-who-may-decide', quorum: 3, excluded: [] } },
  })),
}));

/** Goes by what was so three looks ago. */
const late = (): Plan => {
  const seen: Facts['asks'][] = [];
  return (facts) => {
    seen.push(facts.asks);
    return planReminders({ ...facts, asks: seen.at(-4) ?? [] });
  };
};

/** For each law, a plan with one guard taken out, which the same search has to find. */
const mutants: Record<keyof typeof laws, () => Plan> = {
  'nobody is called twice within the interval': () =>
    withFacts(({ settings }) => ({ settings: { ...settings, interval: 0 } })),
  'nobody is called in quiet hours': () => withFacts(({ settings }) => ({ settings: { ...settings, quiet: null } })),
  'nobody is called to what is settled, or was asked differently': late,
  'whatever stays open is reminded of to its last step': () => (facts) =>
    planReminders(facts).filter(({ calls }) => calls.length < 2),
  'each step of a question is said at one time': () =>
    withFacts(({ told }) => ({ told: told.map((it) => ({ ...it, step: -1 })) })),
  'nothing is said before its time': () => withFacts(({ now }) => ({ now: new Date(now.getTime() + 300_000) })),
  'nobody is called who can not decide': () => withPolicy,
  'what stands elsewhere is not told there, and whoever can be reached is': () =>
    withFacts(({ asks }) => ({ asks: asks.map((open) => ({ ...open, standsAt: places })) })),
  'nobody is called by an account of elsewhere': () => withFacts(() => ({ teamOf: () => ({ team: null }) })),
  'nobody is called again while the last call has not gone out': () => withFacts(() => ({ unreached: [] })),
};

describe('in random histories', () => {
  it('all laws hold', () => {
    fc.assert(
      fc.property(world, (any) => {
        const ended = play(any);
        const wrong = Object.entries(laws).map(([law, ask]) => [law, ask(any, ended)] as const);
        expect(wrong.filter(([, faults]) => faults.length > 0)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each(Object.keys(laws))('the same search finds who breaks it: %s', (law) => {
    expect(isBroken(law, mutants[law]!())).toBe(true);
  });
});

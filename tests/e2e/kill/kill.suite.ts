import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks, type CheckName } from './checks.ts';
import type { Engine } from './engine.ts';
import { patience } from './person.ts';
import { killAtAnyLine, type Measure, type Outcome } from './suite.ts';

/** What CI has time for: over both engines, more than 200 kills. */
export const inCi: Measure = { kills: 104, disasters: 3, within: 240_000, quietWithin: 60_000, runsAtOnce: 12 };

/**
 * The campaign ends by itself, with fewer kills if need be, and so do people, who press for as long as their patience lasts:
 * once to sign in, and at its end in the middle of something that takes three answers. This is for what hangs.
 */
const hookTimeout = ({ within, quietWithin }: Measure): number => within + quietWithin + 7 * patience;

/** The same on each engine. */
export function killed(
  open: () => Promise<Engine>,
  measure: Measure,
  onOutcome?: (outcome: Outcome) => void,
): () => void {
  return () => {
    let engine: Engine | undefined;
    let outcome: Outcome;
    beforeAll(async () => {
      engine = await open();
      outcome = await killAtAnyLine(engine, measure);
      console.log(inWords(outcome));
      onOutcome?.(outcome);
    }, hookTimeout(measure));
    afterAll(() => engine?.close(), 60_000);

    it(`is killed ${measure.kills} times, loses its queue and its database, and is not left in doubt`, () => {
      const kills = Object.values(outcome.kills).reduce((sum, n) => sum + n, 0);
      // A machine that is busy with something else has no time for all of them; half of them prove something still.
      const part = outcome.seconds.killing * 1000 < measure.within ? 1 : 0.5;
      expect(kills).toBeGreaterThanOrEqual(measure.kills * part);
      expect(outcome.wipes).toBeGreaterThanOrEqual(Math.floor(measure.disasters * part));
      expect(outcome.crashes).toBeGreaterThanOrEqual(Math.floor(measure.disasters * part));
      expect(outcome.truth.runs.length).toBeGreaterThanOrEqual(measure.runsAtOnce);
    });

    describe('has none of these afterwards', () => {
      it.for(Object.keys(checks) as CheckName[])('%s', (name) => {
        expect(outcome.faults[name]).toEqual([]);
      });
    });

    it('ends no process by itself, and tells nobody nonsense', () => {
      expect(outcome.deserters).toEqual([]);
      expect(outcome.troubles).toEqual([]);
    });
  };
}

function inWords({ truth, kills, faults, ...rest }: Outcome): string {
  const { wipes, crashes, modelCalls, seconds } = rest;
  const lines = Object.entries(kills).map(([how, n]) => `  ${n} × ${how}`);
  const { runs, asks, clicks, attempts, cards, entries } = truth;
  const deliveries = clicks.reduce((sum, { replies }) => sum + replies.length, 0);
  return [
    `Killed, within ${seconds.killing} s; quiet ${seconds.quiet} s later:`,
    ...lines,
    `  ${wipes} queues wiped, ${crashes} databases crashed`,
    `  ${runs.length} runs, ${asks.length} asks, ${clicks.length} clicks delivered ${deliveries} times, ${attempts.length} attempts, ` +
      `${modelCalls} model calls, ${cards.length} cards, ${entries.length} entries`,
    `  ${attempts.filter(({ status }) => status === 'unknown').length} attempts of unknown effect, each asked about`,
    ...Object.entries(faults).map(([name, found]) => `  ${found.length} ${name}`),
  ].join('\n');
}

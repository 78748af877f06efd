import { describe, expect, it } from 'vitest';
import { runSummarySchema } from '../../../src/core/run/run-summary.ts';
import { summarise } from '../../../src/core/run/summary.ts';
import { noCost, type Attempt } from '../../../src/core/run/run.ts';
import { artifact, attempt, later, run, state } from '../cards/sample.ts';

const ended = state({ run: run({ status: 'completed', stage: 2 }), attempts: [attempt({ number: 4 })] });

describe('a run summary', () => {
  it('fits its schema, whatever the ending', () => {
    for (const status of ['completed', 'failed', 'cancelled'] as const) {
      const { metadata } = summarise({ ...ended, run: run({ status }) }, later(125));
      expect(runSummarySchema.parse(metadata)).toEqual(metadata);
      expect(metadata.status).toBe(status);
    }
  });

  it('says what ended, how long it took, what it made and what it cost', () => {
    const { text } = summarise(ended, later(125));
    expect(text).toContain('“Release 1.2” completed after 2 minutes 5 seconds.');
    expect(text).toContain('2 of 2 stages done.');
    expect(text).toContain('$0.0123, 1\u202f234 tokens');
    expect(text).toContain('notes (version 2, rehearsal)');
  });

  it('says what the step that was cut off may still cost, which is booked later', () => {
    const cancelled = (openStep: Attempt['openStep']) =>
      summarise({ ...ended, run: run({ status: 'cancelled' }), attempts: [attempt({ openStep })] }, later(125));
    const estimate = { microUsd: 30_000, inputTokens: 9_000, outputTokens: 1_137 };
    const { text, metadata } = cancelled({ number: 1, at: later(1), estimate });
    expect(text).toContain(
      'Cost: $0.0123, 1\u202f234 tokens, and at most $0.03, 10\u202f137 tokens more for the step that was cut off.',
    );
    expect(runSummarySchema.parse(metadata).cost.in_flight).toEqual({
      ...{ usd: 0.03, input_tokens: 9_000, output_tokens: 1_137 },
    });
    for (const free of [null, { number: 1, at: later(1), estimate: noCost }]) {
      expect(cancelled(free).text).toContain('1\u202f234 tokens.');
      expect(cancelled(free).metadata.cost).not.toHaveProperty('in_flight');
    }
  });

  it('is the same when it is written again', () => {
    expect(summarise(ended, later(125))).toEqual(summarise(ended, later(125)));
  });

  it('leaves out what another run made', () => {
    const foreign = artifact({ runId: null, lastRunId: 'r_other' });
    expect(summarise({ ...ended, artifacts: [foreign] }, later(1)).metadata.artifacts).toEqual([]);
    expect(summarise(ended, later(1)).metadata.artifacts).toHaveLength(1);
  });
});

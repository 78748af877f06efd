import { describe, expect, it } from 'vitest';
import { checks } from '../../src/core/operation/readiness.ts';
import { createMeter } from '../../src/telemetry/meter.ts';
import { readText } from '../repo/tree.ts';

const guide = readText('docs/guide/operate.md');

/** The names that the program has, with their labels' names left out. */
async function metricNames(): Promise<string[]> {
  const meter = createMeter('1.2.3', {
    readiness: async () => ({ ready: true, checks: [] }),
    backlog: async () => null,
    queueJobs: async () => null,
    troubles: async () => null,
    pool: () => ({ busy: 0, idle: 0, waiting: 0 }),
  });
  const names = [...(await meter.read()).matchAll(/^# TYPE (wheelhouse_\w+)/gm)];
  return names.map(([, name]) => name!).sort();
}

const named = (text: string): string[] => [...new Set(text.match(/wheelhouse_\w+/g))].sort();

describe("the operator's guide", () => {
  it('names every metric, and no other', async () => {
    expect(named(guide)).toEqual(await metricNames());
    expect(named(guide.replaceAll('wheelhouse_attempts_live', 'wheelhouse_attempts_lively'))).not.toEqual(
      await metricNames(),
    );
  });

  it('tells of every check when it fails', () => {
    const rows = [...guide.matchAll(/^\| `(\w+)` \| .+ \|$/gm)].map(([, name]) => name!);
    expect(rows.filter((name) => (checks as readonly string[]).includes(name))).toEqual([...checks]);
  });

  it('says what to do for every check that an operator is called for', () => {
    const called = [...guide.matchAll(/wheelhouse_check_ok\{check="(\w+)"\}/g)].map(([, name]) => name!);
    expect(called.sort()).toEqual(checks.filter((name) => name !== 'process').sort());
  });
});

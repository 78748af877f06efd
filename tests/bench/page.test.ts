import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { aimsOf } from '../../bench/aims.ts';
import { pageOf } from '../../bench/page.ts';
import type { BenchResult } from '../../bench/result.ts';

const folder = path.resolve(import.meta.dirname, '../../docs/reference');
const page = readFileSync(path.join(folder, 'bench.md'), 'utf8');
const read = (): BenchResult => JSON.parse(readFileSync(path.join(folder, 'bench.json'), 'utf8')) as BenchResult;

describe('the page of the benchmark', () => {
  it('says what was measured, and nothing else', () => {
    expect(pageOf(read())).toBe(page);
  });

  it('changes with every figure', () => {
    const result = read();
    const steps = result.engines[0]!.clicks[0]!.nextStage;
    steps.p50 += 1;
    expect(pageOf(result)).not.toBe(page);
  });

  it('calls an aim missed where it is missed by the least, and says why', () => {
    const result = read();
    const embedded = result.engines.find(({ engine }) => engine === 'embedded')!;
    embedded.starts.again.max = 3_000;
    expect(aimsOf(result).find(({ about }) => about === 'start')?.met).toBe(true);
    embedded.starts.again.max = 3_001;
    expect(aimsOf(result).find(({ about }) => about === 'start')?.met).toBe(false);
    expect(pageOf(result)).toMatch(/Start with the embedded database .* \*\*missed\*\*/);
    expect(pageOf(result)).toMatch(/## Why an aim is missed, and what is next/);
  });

  it('says so of a quick run, whose figures nobody must read as measured: none is kept', () => {
    expect(read().quick, 'docs/reference/bench.json is of a quick run: measure with `npm run bench`').toBe(false);
    expect(page).not.toContain('its figures are worth nothing');
    expect(pageOf({ ...read(), quick: true })).toContain('its figures are worth nothing');
  });

  it('has both engines, with at least a thousand clicks on each', () => {
    const { engines } = read();
    expect(engines.map(({ engine }) => engine)).toEqual(['redis', 'embedded']);
    for (const { clicks } of engines) {
      expect(clicks.reduce((sum, it) => sum + it.clicks, 0)).toBeGreaterThanOrEqual(1_000);
      for (const it of clicks)
        expect([it.nextStage.n, it.card.n, it.acknowledged.n]).toEqual([it.clicks, it.clicks, it.clicks * it.times]);
    }
  });
});

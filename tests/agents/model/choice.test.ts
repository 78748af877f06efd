import { describe, expect, it } from 'vitest';
import { modelOf } from '../../../src/agents/model/choice.ts';
import { costOf, estimate } from '../../../src/agents/model/cost.ts';
import { role } from '../stage.ts';

const price = { input: 0.15, output: 0.6 };
const models = { small: { name: 'small-1', price, max_output: 500 }, bare: { name: 'bare-1', max_output: 500 } };
const none = { name: null, baseUrl: null };

describe("a role's model", () => {
  it('is its own before the default one', () => {
    const chosen = modelOf({ ...role, model: 'small' }, { models }, { name: 'other', baseUrl: null });
    expect(chosen).toMatchObject({ name: 'small-1', price, rehearsal: false });
  });

  it('has no price when the project file gives none', () => {
    expect(modelOf({ ...role, model: 'bare' }, { models }, none).price).toBeNull();
    expect(modelOf(role, { models }, { name: 'unknown', baseUrl: null }).price).toBeNull();
  });

  it("has the price of the entry that bears the default model's name at the same endpoint", () => {
    expect(modelOf(role, { models }, { name: 'small-1', baseUrl: 'https://a.example/v1' }).price).toEqual(price);
    const elsewhere = { small: { ...models.small, base_url: 'https://b.example/v1' } };
    expect(modelOf(role, { models: elsewhere }, { name: 'small-1', baseUrl: 'https://a.example/v1' }).price).toBeNull();
  });

  it('is the rehearsal, which is free, when nobody names one', () => {
    expect(modelOf(role, { models }, none)).toMatchObject({ rehearsal: true, price: { input: 0, output: 0 } });
  });

  it('is never guessed when the project file lacks it', () => {
    expect(() => modelOf({ ...role, model: 'gone' }, { models }, none)).toThrow('names model "gone"');
  });
});

describe('the cost of a call', () => {
  it('is whole micro-dollars, rounded up, without the noise of fractions', () => {
    expect(costOf(1, 0, price).microUsd).toBe(1);
    expect(costOf(1_000_000, 0, price).microUsd).toBe(150_000);
    expect(costOf(10, 0, { input: 1.1, output: 0 }).microUsd).toBe(11);
    expect(costOf(10, 10, null)).toEqual({ microUsd: 0, inputTokens: 10, outputTokens: 10 });
  });

  it('is estimated at the longest answer', () => {
    expect(estimate('x'.repeat(401), 1000, { input: 1, output: 2 })).toEqual({
      inputTokens: 101,
      outputTokens: 1000,
      microUsd: 2101,
    });
  });
});

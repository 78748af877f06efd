import type { Cost } from '../../core/run/run.ts';
import type { Price } from './choice.ts';

/** The rule of thumb where no tokenizer is known. */
const charactersPerToken = 4;

export const tokensOf = (text: string): number => Math.ceil(text.length / charactersPerToken);

export const charactersIn = (tokens: number): number => tokens * charactersPerToken;

/** Whole micro-dollars, rounded up: a sum of calls is never below what they cost. */
export function costOf(inputTokens: number, outputTokens: number, price: Price | null): Cost {
  const exact = price === null ? 0 : inputTokens * price.input + outputTokens * price.output;
  // Six decimals away from here is the noise of binary fractions.
  return { microUsd: Math.ceil(Number(exact.toFixed(6))), inputTokens, outputTokens };
}

/** The most that a call may come to. */
export const estimate = (prompt: string, maxOutput: number, price: Price | null): Cost =>
  costOf(tokensOf(prompt), maxOutput, price);

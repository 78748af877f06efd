import type { Cost } from '../../core/run/run.ts';
import type { Price } from './choice.ts';

/** A rule of thumb, because the models' tokenizers are not known. */
const charactersPerToken = 4;

export const tokensOf = (text: string): number => Math.ceil(text.length / charactersPerToken);

export const charactersIn = (tokens: number): number => tokens * charactersPerToken;

/** In whole micro-dollars, rounded up, so that the sum over several calls is never below what they cost. */
export function costOf(inputTokens: number, outputTokens: number, price: Price | null): Cost {
  const exact = price === null ? 0 : inputTokens * price.input + outputTokens * price.output;
  // What is behind the sixth decimal is the error of binary fractions.
  return { microUsd: Math.ceil(Number(exact.toFixed(6))), inputTokens, outputTokens };
}

/** The most that a call may cost. */
export const estimate = (prompt: string, maxOutput: number, price: Price | null): Cost =>
  costOf(tokensOf(prompt), maxOutput, price);

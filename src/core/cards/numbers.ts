import type { Budget, Cost } from '../run/run.ts';

/** The thin space between groups of three digits, at which no line breaks. */
const thin = '\u202f';

export const count = (n: number): string => String(Math.trunc(n)).replace(/\B(?=(\d{3})+$)/g, thin);

export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** US dollars: with four decimals below one dollar, since a model call may cost hundredths of a cent; with two from there on. */
export function money(microUsd: number): string {
  if (microUsd > 0 && microUsd < 100) return '<$0.0001';
  const dollars = microUsd / 1_000_000;
  if (dollars >= 1) {
    const [whole = '0', cents = '00'] = dollars.toFixed(2).split('.');
    return `$${count(Number(whole))}.${cents}`;
  }
  return `$${dollars.toFixed(4).replace(/(\.\d\d)(\d*?)0+$/, '$1$2')}`;
}

export const tokensOf = (cost: Cost): number => cost.inputTokens + cost.outputTokens;

export const cost = (spent: Cost): string => `${money(spent.microUsd)}, ${plural(tokensOf(spent), 'token')}`;

/** A budget in words; null if nothing is limited. */
export function budget(limit: Budget): string | null {
  const parts = [
    limit.microUsd === null ? null : money(limit.microUsd),
    limit.tokens === null ? null : plural(limit.tokens, 'token'),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' or ');
}

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A length of time in words, in its two largest units: “2 hours 5 minutes”. */
export function duration(seconds: number): string {
  let left = Math.max(0, Math.round(seconds));
  if (left === 0) return 'less than a second';
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const n = Math.floor(left / size);
    left -= n * size;
    if (n > 0) parts.push(plural(n, unit));
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

export const between = (from: Date, to: Date): string => duration((to.getTime() - from.getTime()) / 1000);

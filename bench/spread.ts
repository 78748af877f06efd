import { build } from 'hdr-histogram-js';

/** Milliseconds. */
export interface Spread {
  n: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** In microseconds, at three significant digits; an hour is the longest. */
const precision = {
  lowestDiscernibleValue: 1,
  highestTrackableValue: 3_600_000_000,
  numberOfSignificantValueDigits: 3,
} as const;

export function spreadOf(times: readonly number[]): Spread {
  const histogram = build(precision);
  for (const time of times) histogram.recordValue(Math.max(1, Math.round(time * 1000)));
  const at = (percentile: number): number => round(histogram.getValueAtPercentile(percentile) / 1000);
  return { n: times.length, p50: at(50), p95: at(95), p99: at(99), max: round(Math.max(0, ...times)) };
}

/** Three significant digits say what there is to say. */
export const round = (value: number): number => (value === 0 ? 0 : Number(value.toPrecision(3)));

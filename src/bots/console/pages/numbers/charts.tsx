import { scaleBand, scaleLinear, scaleLog } from 'd3-scale';
import { area } from 'd3-shape';
import type { FC } from 'hono/jsx';
import type { Badge } from '../../../../core/cards/card.ts';

/*
 * Drawn on the server. Lengths are shares of the width, so that a chart is as wide as its place and its text is never
 * scaled. Each stands in or above a table that says the same: screen readers are given that alone.
 */

const percent = (share: number): string => `${share.toFixed(2)}%`;

interface BarProps {
  value: number;
  /** What a full bar stands for. */
  most: number;
  tone?: Badge['tone'];
}

/** One bar, for a cell of a table. A value that is not nought is never drawn as nothing. */
export const Bar: FC<BarProps> = ({ value, most, tone = 'busy' }) => {
  const x = scaleLinear([0, Math.max(most, 1)], [0, 100]);
  return (
    <svg class="chart share" aria-hidden="true">
      <rect class="track" width="100%" height="10" y="5" rx="5" />
      {value === 0 ? null : (
        <rect class="fill" data-tone={tone} width={percent(Math.max(1.5, x(value)))} height="10" y="5" rx="5" />
      )}
    </svg>
  );
};

/** A second to thirty days, in milliseconds: what is faster or slower stands at the edge. */
const durations = scaleLog([1000, 30 * 86_400_000], [1, 99]).clamp(true);

const steps = [
  { at: 1000, name: '1 s' },
  { at: 60_000, name: '1 min' },
  { at: 3_600_000, name: '1 h' },
  { at: 86_400_000, name: '1 d' },
  { at: 7 * 86_400_000, name: '7 d' },
];

/** The same scale as the ranges below it have. */
export const DurationAxis: FC = () => (
  <svg class="chart axis" aria-hidden="true">
    {steps.map(({ at, name }, index) => (
      <text x={percent(durations(at))} y="14" text-anchor={index === 0 ? 'start' : 'middle'}>
        {name}
      </text>
    ))}
  </svg>
);

/** From half of the answers to the slowest: a ring, a dot and a stroke, told apart by shape. */
export const DurationRange: FC<{ p50: number; p90: number; slowest: number }> = ({ p50, p90, slowest }) => (
  <svg class="chart range" aria-hidden="true">
    {steps.map(({ at }) => (
      <line class="step" x1={percent(durations(at))} x2={percent(durations(at))} y1="0" y2="24" />
    ))}
    <line class="reach" x1={percent(durations(p50))} x2={percent(durations(slowest))} y1="12" y2="12" />
    <line class="end" x1={percent(durations(slowest))} x2={percent(durations(slowest))} y1="6" y2="18" />
    <circle class="most" cx={percent(durations(p90))} cy="12" r="5" />
    <circle class="half" cx={percent(durations(p50))} cy="12" r="5" />
  </svg>
);

interface Point {
  label: string;
  value: number;
}

const height = 96;

const yFor = (points: readonly Point[]) =>
  scaleLinear([0, Math.max(1, ...points.map(({ value }) => value))], [height, 4]);

/** A column for each day. */
export const Columns: FC<{ points: readonly Point[] }> = ({ points }) => {
  const x = scaleBand(
    points.map((_, index) => index),
    [0, 100],
  ).padding(0.2);
  const y = yFor(points);
  return (
    <svg class="chart columns" aria-hidden="true">
      {points.map(({ label, value }, index) => (
        <rect
          class="fill"
          data-tone="busy"
          x={percent(x(index) ?? 0)}
          width={percent(x.bandwidth())}
          y={value === 0 ? height - 1 : Math.min(y(value), height - 2)}
          height={value === 0 ? 1 : Math.max(2, height - y(value))}
        >
          <title>{label}</title>
        </rect>
      ))}
    </svg>
  );
};

/** The same days as a filled curve: what is counted in money, not in pieces. */
export const Area: FC<{ points: readonly Point[] }> = ({ points }) => {
  const x = scaleLinear([0, Math.max(1, points.length - 1)], [0, 100]);
  const y = yFor(points);
  const shape = area<Point>()
    .x((_, index) => x(index))
    .y0(height)
    .y1(({ value }) => y(value));
  return (
    <svg class="chart area" aria-hidden="true" viewBox={`0 0 100 ${height}`} preserveAspectRatio="none">
      <path class="fill" data-tone="good" d={shape([...points]) ?? ''} />
    </svg>
  );
};

/** A stretch of time on the line; a point in time has no length. */
export interface Stretch {
  from: Date;
  to: Date;
}

export interface Bar {
  x: number;
  width: number;
}

/** What the line is wide, in units of the drawing. */
export const lineWidth = 1000;
const gapWidth = 16;
const thinnest = 6;

/** Where stretches overlap or touch they are one; in order. */
function merged(stretches: readonly Stretch[]): { from: number; to: number }[] {
  const spans = stretches
    .map(({ from, to }) => ({ from: from.getTime(), to: Math.max(from.getTime(), to.getTime()) }))
    .sort((a, b) => a.from - b.from);
  const busy: { from: number; to: number }[] = [];
  for (const span of spans) {
    const last = busy.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else busy.push({ ...span });
  }
  return busy;
}

/**
 * Bars on one line of time. Only the time in which something was at work has its length; what a run waited for people –
 * weeks, beside stages of seconds – is a gap of one width, or no bar could be seen.
 */
export function barsOf(stretches: readonly Stretch[]): Bar[] {
  const busy = merged(stretches);
  const gap = Math.min(gapWidth, (lineWidth * 0.3) / Math.max(1, busy.length - 1));
  const total = busy.reduce((sum, { from, to }) => sum + to - from, 0);
  const scale = (lineWidth - gap * Math.max(0, busy.length - 1)) / Math.max(1, total);
  const placeOf = (time: number): number => {
    const index = Math.max(
      0,
      busy.findLastIndex(({ from }) => from <= time),
    );
    const before = busy.slice(0, index).reduce((sum, { from, to }) => sum + (to - from) * scale + gap, 0);
    return before + (time - (busy[index]?.from ?? time)) * scale;
  };
  return stretches.map(({ from, to }) => {
    const start = placeOf(from.getTime());
    const width = Math.max(thinnest, placeOf(Math.max(from.getTime(), to.getTime())) - start);
    return { x: Math.round(Math.min(start, lineWidth - width)), width: Math.round(width) };
  });
}

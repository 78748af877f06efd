import { milliseconds } from '../clock.ts';
import type { Click } from '../console.ts';
import type { Marks } from '../marks/read.ts';
import { spreadOf, type Spread } from '../spread.ts';

/** Each from the moment at which the click was sent, in the same process that reads the answer. */
export interface Steps {
  /** The answer has been read. */
  acknowledged: Spread;
  /** The process that decided has heard that Postgres committed. */
  committed: Spread;
  /** A worker is about to call the next stage's executor. */
  nextStage: Spread;
  /** The console has taken the card that shows the decision. */
  card: Spread;
}

/** Every click must have come to each step: one that is missing is an error, not a gap in the statistics. */
export function stepsOf(clicks: readonly Click[], marks: Marks): Steps {
  const times = clicks.map((click) => timesOf(click, marks));
  return {
    acknowledged: spreadOf(times.flatMap((it) => it.acknowledged)),
    committed: spreadOf(times.map((it) => it.committed)),
    nextStage: spreadOf(times.map((it) => it.nextStage)),
    card: spreadOf(times.map((it) => it.card)),
  };
}

function timesOf({ gate, key, deliveries }: Click, marks: Marks) {
  const sent = deliveries.map((it) => it.sent).reduce((a, b) => (a < b ? a : b));
  const cards = marks.sent.get(`ask ${gate.askId}`) ?? [];
  const after = (at: bigint | undefined, what: string): number => {
    if (at === undefined) throw new Error(`The click ${key} on ${gate.askId} never came to this: ${what}.`);
    return milliseconds(sent, at);
  };
  return {
    acknowledged: deliveries.map((it) => milliseconds(it.sent, it.answered)),
    committed: after(marks.committed.get(key), 'committed'),
    nextStage: after(
      marks.entered.get(gate.runId)?.find((at) => at > sent),
      'the next stage',
    ),
    card: after(cards.find(({ at, revision }) => at > sent && revision > gate.version)?.at, 'the card'),
  };
}

import type { Answer, Ask } from '../../src/core/ask/ask.ts';
import type { answers, asks } from '../schema/asks.ts';

type Row = typeof asks.$inferSelect;
type AnswerRow = typeof answers.$inferSelect;

/** `answered` may hold the answers of other Asks and of earlier revisions: its own are picked out. */
export function toAsk({ settledAt: _settledAt, ...row }: Row, answered: AnswerRow[]): Ask {
  const ours = answered.filter((answer) => answer.askId === row.id && answer.revision === row.revision);
  return {
    ...row,
    answers: ours.map(toAnswer),
    outcome: row.outcome && { ...row.outcome, at: new Date(row.outcome.at) },
  };
}

function toAnswer({ askId: _askId, location, ...rest }: AnswerRow): Answer {
  return { ...rest, where: location };
}

export function fromAsk({ answers: _answers, outcome, ...rest }: Ask): Row {
  const settledAt = outcome?.at ?? null;
  return { ...rest, outcome: outcome && { ...outcome, at: outcome.at.toISOString() }, settledAt };
}

export const fromAnswer = (askId: string, { where, ...rest }: Answer): AnswerRow => ({
  ...rest,
  askId,
  location: where,
});

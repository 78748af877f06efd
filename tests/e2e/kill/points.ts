/** A named point at which a process is killed: see trap.ts. */
export interface Point {
  name: string;
  moment: 'sent' | 'committed';
  /** What stands in the transaction: an entry of the ledger, or a card. */
  word: string;
  /** Which parts of the program ever come there. */
  by: 'worker' | 'bots';
}

const entry = (kind: string): string => `"kind":"${kind}"`;

export const points: readonly Point[] = [
  { name: 'a start committed, not dispatched', moment: 'committed', word: entry('run.started'), by: 'bots' },
  { name: 'an answer committed, not dispatched', moment: 'committed', word: entry('ask.decided'), by: 'bots' },
  { name: 'an answer about to be written', moment: 'sent', word: entry('ask.decided'), by: 'bots' },
  { name: 'a card posted, not recorded', moment: 'committed', word: '{"kind":"card"', by: 'bots' },
  { name: 'claimed, not begun', moment: 'committed', word: entry('attempt.claimed'), by: 'worker' },
  { name: 'a step begun, not done', moment: 'committed', word: entry('attempt.step_begun'), by: 'worker' },
  { name: 'the model answered, not written', moment: 'sent', word: entry('attempt.done'), by: 'worker' },
  { name: 'written, the next not dispatched', moment: 'committed', word: entry('attempt.done'), by: 'worker' },
  { name: 'taken over, not dispatched', moment: 'committed', word: entry('attempt.taken_over'), by: 'worker' },
  { name: 'found to be unknown', moment: 'committed', word: entry('attempt.unknown'), by: 'worker' },
];

export const trapOf = ({ moment, word }: Point, nth: number): string => `${moment} ${nth} ${word}`;

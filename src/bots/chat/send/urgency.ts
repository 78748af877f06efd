import type { Card } from '../../../core/cards/card.ts';

/** Settlements go out before what only moves on; what a person waits for has a line of its own. */
export type Urgency = 'settlement' | 'words' | 'progress';

/** A question, and whatever says that a run waits, stopped or ended, goes out before what merely moves on. */
export function urgencyOf({ subject, outcome, badge }: Card): Urgency {
  const movesOn = subject.kind === 'run' && outcome === null && (badge.tone === 'busy' || badge.tone === 'calm');
  return movesOn ? 'progress' : 'settlement';
}

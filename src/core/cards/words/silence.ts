import { holdsTheRun, type Ask } from '../../ask/ask.ts';
import type { Text } from '../card.ts';

export const silenceLabel = 'If nobody answers';

/** What happens if nobody answers an open question. Its card says so from the beginning (P15). */
export function silenceOf(ask: Ask): Text {
  if (ask.expiresAt !== null) return ['It waits until ', { time: ask.expiresAt }, ends];
  return [holdsTheRun(ask) ? waits : stays];
}

const ends = '. Then silence ends the question: it neither approves nor rejects, and the run stays held.';
const waits = 'The run waits; silence decides nothing. Whoever can answer is reminded.';
const stays = 'It stays open, and no run waits for it. Whoever can answer is reminded.';

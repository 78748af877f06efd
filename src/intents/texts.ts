import type { Ask } from '../core/ask/ask.ts';
import { digestsOf } from '../core/cards/ask-items.ts';
import type { Bodies } from '../core/ports.ts';

/** The texts that an Ask is about, by digest; a redacted one is missing. */
export const textsOf = (bodies: Bodies, { subject }: Pick<Ask, 'subject'>): Promise<Map<string, string>> =>
  bodies.read(digestsOf(subject));

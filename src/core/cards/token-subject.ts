import type { CardSubject } from '../effect.ts';
import type { PressToken } from './token.ts';

/** What a button is about: its card is this one's. */
export const subjectOf = (token: PressToken): CardSubject =>
  'runId' in token ? { kind: 'run', id: token.runId } : { kind: 'ask', id: token.askId };

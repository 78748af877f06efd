import type { CardSubject } from '../effect.ts';
import type { PressToken } from './token.ts';

/** The run or Ask that a button is about. */
export const subjectOf = (token: PressToken): CardSubject =>
  'runId' in token ? { kind: 'run', id: token.runId } : { kind: 'ask', id: token.askId };

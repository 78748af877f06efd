import type { Ask, AskStatus } from './ask.ts';

export const answerFates = [
  'voted',
  'decided',
  'put_aside',
  'withdrawn',
  'expired',
  'superseded',
  'asked_anew',
] as const satisfies readonly (Exclude<AskStatus, 'open'> | 'voted' | 'put_aside' | 'asked_anew')[];
export type AnswerFate = (typeof answerFates)[number];

/**
 * What has become by now of an answer that was accepted, be it just now or, for a repeat, earlier. An Ask that is no longer open was not necessarily decided
 * by anybody; and an answer that only put it aside is not among its answers.
 */
export function fateOf(ask: Ask, given: { id: string; revision: number }): AnswerFate {
  const { status } = ask;
  const stands = ask.answers.some(({ id }) => id === given.id);
  const isOfOther = !stands && ask.revision !== given.revision;
  if (isOfOther && (status === 'open' || status === 'decided')) return 'asked_anew';
  if (status !== 'open') return status;
  return stands ? 'voted' : 'put_aside';
}

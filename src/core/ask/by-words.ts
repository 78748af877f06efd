import type { Ask, Choice } from './ask.ts';

/** What words that are said while it is open can be made into, by a press: a reason, an answer. Null where they are neither. */
export const choiceByWords = ({ kind, choices }: Pick<Ask, 'kind' | 'choices'>): Choice | null =>
  kind === 'gate' || kind === 'question' ? (choices.find(({ words }) => words === 'required') ?? null) : null;

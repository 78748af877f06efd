import type { Ask, Choice } from './ask.ts';

/** The choice for which words that are said while the Ask is open can be used, by pressing a button: as a reason, or as an answer. Null if there is none. */
export const choiceByWords = ({ kind, choices }: Pick<Ask, 'kind' | 'choices'>): Choice | null =>
  kind === 'gate' || kind === 'question' ? (choices.find(({ words }) => words === 'required') ?? null) : null;

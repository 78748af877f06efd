import { cap, printed } from './agent-text.ts';
import { itemsOf, labelOf } from './ask-items.ts';
import { askWords } from './words/ask.ts';
import { longGiven } from './work-facts.ts';
import type { Ask } from '../ask/ask.ts';
import type { AskView } from './ask-view.ts';
import type { Block } from './card.ts';

/** What fits into a card of the narrowest surface (Discord: 4000 characters in all) beside our own lines. */
const quoteLimit = 2000;

/** A text that the Ask is about. Null: it is no longer stored. */
export interface Part {
  label: string;
  text: string | null;
}

type Texts = ReadonlyMap<string, string>;

/** All that is agreed to and stands in no line of its own: what *Show everything* pages through (P13). */
export const partsOf = (view: AskView, texts: Texts): Part[] => [
  ...longGiven(view.ask.subject, view),
  ...itemsOf(view.ask.subject).map((item) => {
    const text = texts.get(item.digest);
    return { label: labelOf(item), text: text === undefined ? null : printed(text) };
  }),
];

export const unreadable = (label: string): Block => ({ kind: 'note', text: [`${label}: ${askWords.unreadable}`] });

/** Each part as a quote, all of them together within the limit. */
export function quotes(view: AskView, texts: Texts): Block[] {
  const parts = partsOf(view, texts);
  const length = parts.reduce((sum, { text }) => sum + (text?.length ?? 0), 0);
  const limit = length <= quoteLimit ? quoteLimit : Math.floor(quoteLimit / parts.length);
  return parts.map(({ label, text }) =>
    text === null ? unreadable(label) : { kind: 'quote', label, ...cap(text, limit) },
  );
}

/** The card shows only the beginning of something. */
export const isCut = (view: AskView, texts: Texts): boolean =>
  quotes(view, texts).some((block) => block.kind === 'quote' && block.cut);

/** Nobody agrees to what nobody can read: not on the card, and not below its last page either. */
export const isUnreadable = ({ subject }: Ask, texts: Texts): boolean =>
  itemsOf(subject).some(({ digest }) => !texts.has(digest));

/** What is agreed to does not stand there whole. */
export const isUnread = (view: AskView, texts: Texts): boolean => isCut(view, texts) || isUnreadable(view.ask, texts);

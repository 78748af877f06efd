import { cap, printed, visible, type Capped } from './agent-text.ts';
import { digestsOf, itemsOf, labelOf } from './ask-items.ts';
import { askerOf, askWords } from './words/ask.ts';
import { callWords } from './words/call.ts';
import { isWholeLabel } from './words/choice.ts';
import { blockerFacts } from './words/blocker.ts';
import { longGiven } from './work-facts.ts';
import type { Ask, Subject } from '../ask/ask.ts';
import type { AskView } from './ask-view.ts';
import type { Block } from './card.ts';

/** Characters of quoted text that fit into a card together with our own lines. Discord has the least room: 4000 characters for all. */
const quoteLimit = 2000;

/** A text that an Ask is about. `text` is null if it is no longer stored. */
export interface Part {
  kind: 'quote' | 'output';
  label: string;
  text: string | null;
  from?: 'start';
}

type Texts = ReadonlyMap<string, string>;

/** All texts that an answer agrees to: these are the pages of *Show everything* (P13). */
export const partsOf = (view: AskView, texts: Texts): Part[] => [
  ...reasonOf(view.ask.subject, view),
  ...callOf(view.ask.subject, texts),
  ...longGiven(view.ask.subject, view).map((given) => ({ kind: 'quote' as const, ...given })),
  ...itemsOf(view.ask.subject).map((item) => {
    const text = texts.get(item.digest);
    return { kind: 'quote' as const, label: labelOf(item), text: text === undefined ? null : printed(text) };
  }),
];

/** What whoever asks says about it: the reason, the problem, or the question. */
function reasonOf(subject: Subject, { definition }: AskView): Part[] {
  switch (subject.about) {
    case 'suggested_version':
      return part('quote', askWords.why, subject.why);
    case 'blocker':
      return blockerParts(subject, askerOf(subject.stage, subject.stageId, definition));
    case 'question':
      return questionParts(subject, askerOf(subject.stage, subject.stageId, definition));
    case 'stage_done':
    case 'stage_next':
    case 'tool_call':
      return [];
  }
}

/** Where an agent's means are spent, its closing text is all that there is to say; else, what went wrong. */
function blockerParts({ reason, detail }: Extract<Subject, { about: 'blocker' }>, asker: string): Part[] {
  const isLastWord = reason === 'budget_exceeded' || reason === 'turns_spent';
  return isLastWord ? part('quote', blockerFacts.says(asker), detail) : part('output', blockerFacts.what, detail);
}

/** The question, and those of its options that are too long for a button. */
const questionParts = ({ text, options }: Extract<Subject, { about: 'question' }>, asker: string): Part[] => [
  ...part('quote', askWords.asks(asker), text),
  ...options.flatMap((option, index) =>
    isWholeLabel(option) ? [] : part('quote', askWords.option(index + 1), option),
  ),
];

/** Exactly what the call would do. Unlike printed output, it is shown with its terminal codes, because they would be run too. */
function callOf(subject: Subject, texts: Texts): Part[] {
  if (subject.about !== 'tool_call') return [];
  const text = texts.get(subject.words.digest);
  const shown = text === undefined ? null : visible(text);
  return [{ kind: 'output', label: callWords.label(subject), text: shown, from: 'start' }];
}

const part = (kind: Part['kind'], label: string, text: string): Part[] =>
  text.trim() === '' ? [] : [{ kind, label, text: printed(text) }];

export const unreadable = (label: string): Block => ({ kind: 'note', text: [`${label}: ${askWords.unreadable}`] });

export const fenceOf = ({ kind, label, from }: Part, shown: Capped): Block => ({
  ...{ kind, label, ...shown },
  ...(from === undefined ? {} : { from }),
});

/** Each part as a quote, all of them together within the limit. */
export function quotes(view: AskView, texts: Texts): Block[] {
  const parts = partsOf(view, texts);
  const length = parts.reduce((sum, { text }) => sum + (text?.length ?? 0), 0);
  const limit = length <= quoteLimit ? quoteLimit : Math.floor(quoteLimit / parts.length);
  return parts.map((part) => (part.text === null ? unreadable(part.label) : fenceOf(part, cap(part.text, limit))));
}

/** Whether the card shows only the beginning of a part. */
export const isCut = (view: AskView, texts: Texts): boolean =>
  quotes(view, texts).some((block) => 'cut' in block && block.cut);

/** Whether a text that would be agreed to is no longer stored. Then nobody may agree, neither on the card nor below the last page. */
export const isUnreadable = ({ subject }: Ask, texts: Texts): boolean =>
  digestsOf(subject).some((digest) => !texts.has(digest));

/** Whether the card does not show all that would be agreed to. */
export const isUnread = (view: AskView, texts: Texts): boolean => isCut(view, texts) || isUnreadable(view.ask, texts);

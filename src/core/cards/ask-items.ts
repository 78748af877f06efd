import { cap, printed } from './agent-text.ts';
import { askWords } from './words/ask.ts';
import type { Ask, Subject, SubjectItem } from '../ask/ask.ts';
import type { Block } from './card.ts';

/** What fits into a card of the narrowest surface (Discord: 4000 characters in all) beside our own lines. */
const quoteLimit = 2000;

export function itemsOf(subject: Subject): SubjectItem[] {
  switch (subject.about) {
    case 'stage_done':
    case 'stage_next':
      return subject.items;
    case 'suggested_version':
      return [subject.item];
    case 'blocker':
      return [];
  }
}

export const labelOf = (item: SubjectItem): string =>
  `${askWords.version(item.name, item.version)}${item.rehearsal ? ` (${askWords.rehearsal})` : ''}`;

/** Each item of the subject as a quote, all of them together within the limit. */
export function quotes(ask: Ask, texts: ReadonlyMap<string, string>): Block[] {
  const items = itemsOf(ask.subject);
  const limit = Math.floor(quoteLimit / Math.max(1, items.length));
  return items.map((item): Block => {
    const text = texts.get(item.digest);
    if (text === undefined) return { kind: 'note', text: [`${labelOf(item)}: ${askWords.unreadable}`] };
    return { kind: 'quote', label: labelOf(item), ...cap(printed(text), limit) };
  });
}

export const isCut = (ask: Ask, texts: ReadonlyMap<string, string>): boolean =>
  quotes(ask, texts).some((block) => block.kind === 'quote' && block.cut);

/** Everything that the Ask is about, under one roof: what *Show everything* pages through. */
export function everything(ask: Ask, texts: ReadonlyMap<string, string>): string {
  return itemsOf(ask.subject)
    .map((item, _index, all) => {
      const text = printed(texts.get(item.digest) ?? askWords.unreadable);
      return all.length === 1 ? text : `${labelOf(item)}\n\n${text}`;
    })
    .join('\n\n');
}

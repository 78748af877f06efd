import { askWords } from './words/ask.ts';
import type { Subject, SubjectItem } from '../ask/ask.ts';

/** The artifact versions that a subject is about. */
export function itemsOf(subject: Subject): SubjectItem[] {
  switch (subject.about) {
    case 'stage_done':
    case 'stage_next':
      return subject.items;
    case 'suggested_version':
      return [subject.item];
    case 'blocker':
    case 'question':
    case 'tool_call':
      return [];
  }
}

/** The digests of all texts that a subject refers to: artifact versions, or what a call would do. */
export const digestsOf = (subject: Subject): string[] =>
  subject.about === 'tool_call' ? [subject.words.digest] : itemsOf(subject).map(({ digest }) => digest);

export const labelOf = (item: SubjectItem): string =>
  `${askWords.version(item.name, item.version)}${item.rehearsal ? ` (${askWords.rehearsal})` : ''}`;

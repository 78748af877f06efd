import { askWords } from './words/ask.ts';
import type { Subject, SubjectItem } from '../ask/ask.ts';

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

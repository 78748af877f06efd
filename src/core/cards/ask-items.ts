import { askWords } from './words/ask.ts';
import type { Subject, SubjectItem } from '../ask/ask.ts';

export function itemsOf(subject: Subject): SubjectItem[] {
  switch (subject.about) {
    case 'stage_done':
    case 'stage_next':
      return subject.items;
    case 'suggested_version':
      return [subject.item];
    case 'tool_call':
      return [callItem(subject)];
    case 'blocker':
    case 'question':
      return [];
  }
}

/** What a call would do is a text like an artifact's: shown whole, or page by page, and gone once it was redacted. */
const callItem = ({ callId, tool, what, words }: Extract<Subject, { about: 'tool_call' }>): SubjectItem => ({
  artifactId: callId,
  name: what ?? tool,
  version: 1,
  rehearsal: false,
  ...words,
});

export const labelOf = (item: SubjectItem): string =>
  `${askWords.version(item.name, item.version)}${item.rehearsal ? ` (${askWords.rehearsal})` : ''}`;

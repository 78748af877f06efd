import { linesAbout } from './facts.ts';
import type { Document, Section } from './document.ts';
import { asAsked, wrote } from './person.ts';
import type { Wish } from './wish.ts';
import { capitalise, countWords, keywords, lowerFirst, sentencesIn } from './words.ts';

/** A changed document, and what was done, in words that follow “I”: “cut it by half”. */
export interface Change {
  document: Document;
  did: string;
}

/** Who asked, and the texts in which more can be found. */
export interface Known {
  from: string;
  texts: readonly string[];
}

export function fulfil(document: Document, wish: Wish, known: Known): Change {
  switch (wish.kind) {
    case 'shorter':
      return { document: halve(document), did: 'cut it by half' };
    case 'longer':
      return { document: extend(document, known), did: 'added more of the material' };
    case 'mention':
      return { document: withSection(document, mentionOf(wish.what, known)), did: `added “${wish.what}”` };
    case 'remove':
      return without(document, wish.what);
    case 'rename':
      return { document: { ...document, title: wish.to }, did: `called it “${wish.to}”` };
    case 'replace':
      return replaced(document, wish.from, wish.to);
  }
}

const sizeOf = (document: Document): number =>
  countWords([document.opening, ...document.sections.flatMap((it) => [it.title, ...it.lines])].join(' '));

/** Halves each section, then drops sections from the end until at most half of the words are left. */
function halve(document: Document): Document {
  const target = sizeOf(document) / 2;
  const opening = sentencesIn(document.opening);
  let shorter: Document = {
    ...document,
    opening: opening.slice(0, Math.ceil(opening.length / 2)).join(' '),
    sections: document.sections.map((it) => ({ ...it, lines: halfOf(it.lines) })),
  };
  while (sizeOf(shorter) > target && shorter.sections.length > 1) {
    shorter = { ...shorter, sections: shorter.sections.slice(0, -1) };
  }
  return shorter;
}

function halfOf(lines: readonly string[]): string[] {
  const said = lines.filter((line) => line.trim() !== '');
  if (said.length > 1) return said.slice(0, Math.ceil(said.length / 2));
  const sentences = sentencesIn(said[0] ?? '');
  return [sentences.slice(0, Math.ceil(sentences.length / 2)).join(' ')];
}

function extend(document: Document, { texts }: Known): Document {
  const written = [document.opening, ...document.sections.flatMap((it) => it.lines)].join('\n').toLowerCase();
  const more = document.sections.slice(0, 3).flatMap(({ title, lines }) => {
    const found = linesAbout(texts, keywords(`${title} ${lines.join(' ')}`, 4), 4);
    return found.filter((line) => !written.includes(line.toLowerCase())).map((line) => `- ${title}: ${line}`);
  });
  const lines = more.length > 0 ? more : ['The brief and the inputs hold no more than what is said above.'];
  return { ...document, sections: [...document.sections, { title: 'In more detail', lines }] };
}

function mentionOf(what: string, { from, texts }: Known): Section {
  const found = linesAbout(texts, [what, ...keywords(what, 3)], 4).map((line) => `- ${line}`);
  const nothing = 'The brief and the inputs say nothing more about it: whoever knows can fill this in.';
  return {
    title: capitalise(what.replace(/^(?:an?|the)\s+/i, '')),
    lines: [`${capitalise(asAsked(from))}: ${what}.`, '', ...(found.length > 0 ? found : [nothing])],
  };
}

const withSection = (document: Document, section: Section): Document => ({
  ...document,
  sections: [section, ...document.sections.filter((it) => it.title !== section.title)],
});

function without(document: Document, what: string): Change {
  const words = what
    .replace(/^(?:an?|the|all|any|every)\s+/i, '')
    .replace(/\s+(?:section|part|paragraph|lines?)$/i, '');
  const speaksOf = (text: string): boolean => text.toLowerCase().includes(words.toLowerCase());
  const sections = document.sections
    .filter((it) => !speaksOf(it.title))
    .map((it) => ({ ...it, lines: it.lines.filter((line) => !speaksOf(line)) }))
    .filter((it) => it.lines.some((line) => line.trim() !== ''));
  const opening = sentencesIn(document.opening)
    .filter((it) => !speaksOf(it))
    .join(' ');
  const changed = { ...document, opening, sections };
  const isSame = sizeOf(changed) === sizeOf(document);
  return { document: changed, did: isSame ? `found no “${words}” to leave out` : `left out “${words}”` };
}

function replaced(document: Document, from: string, to: string): Change {
  const swap = (text: string): string => text.replaceAll(from, () => to);
  const changed: Document = {
    title: swap(document.title),
    opening: swap(document.opening),
    sections: document.sections.map((it) => ({ title: swap(it.title), lines: it.lines.map(swap) })),
  };
  const isSame = JSON.stringify(changed) === JSON.stringify(document);
  return { document: changed, did: isSame ? `found no “${from}” to replace` : `put “${to}” for “${from}”` };
}

/** The beginning that `reopen` gave a passage before. */
const reopened = /^“.*?”, .{1,80} wrote\. With that in mind: /s;

/** For words that the rules can't read: quotes them before the passage that they seem to be about. */
export function reopen(document: Document, words: string, from: string): Change {
  const retell = (passage: string): string => {
    const [first = '', ...rest] = sentencesIn(passage.replace(reopened, ''));
    return `“${words.replace(/\.$/, '')}”, ${wrote(from)}. With that in mind: ${[lowerFirst(first), ...rest].join(' ')}`.trim();
  };
  const meant = meantSection(document, words);
  if (meant === undefined) {
    return { document: { ...document, opening: retell(document.opening) }, did: 'told the opening again' };
  }
  const sections = document.sections.map((it) => (it === meant ? { ...it, lines: [retell(it.lines.join(' '))] } : it));
  return { document: { ...document, sections }, did: `told “${meant.title}” again` };
}

/** The section whose title the words name; or the last one with whole sentences, if the words speak of the end. */
function meantSection({ sections }: Document, words: string): Section | undefined {
  const telling = sections.filter(({ lines }) => lines.length === 1 && sentencesIn(lines[0] ?? '').length > 1);
  const named = telling.find((it) => words.toLowerCase().includes(it.title.toLowerCase()));
  return named ?? (/\b(?:end|ends|ending|finale|last act)\b/i.test(words) ? telling.at(-1) : undefined);
}

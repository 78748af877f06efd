export interface Section {
  title: string;
  lines: string[];
}

/** A document as the rehearsal writes and revises it. */
export interface Document {
  title: string;
  opening: string;
  sections: Section[];
}

/** Part of the text itself, so that it stays with it wherever it is copied to. */
const footer = '_Rehearsal: put together by rule from the brief and the inputs. No AI model was called._';
const draftNote = /^_Draft (\d+)\b.*_$/;

export function render(document: Document, note: string | null): string {
  const sections = document.sections.map((it) => [`## ${it.title}`, it.lines.join('\n')].join('\n\n'));
  const parts = [`# ${document.title}`, note === null ? '' : `_${note}_`, document.opening, ...sections, footer];
  return `${parts.filter((part) => part.trim() !== '').join('\n\n')}\n`;
}

/** Reads any text as a document, also one that a person has edited. The footer and the note about the draft are left out. */
export function parse(text: string, fallbackTitle: string): Document {
  const lines = text.split('\n').filter((line) => line.trim() !== footer && !draftNote.test(line.trim()));
  const titleAt = lines.findIndex((line) => /^# /.test(line));
  const body = lines.filter((_, index) => index !== titleAt);
  const document: Document = { title: lines[titleAt]?.slice(2).trim() ?? fallbackTitle, opening: '', sections: [] };
  const opening: string[] = [];
  for (const line of body) {
    const title = /^#{2,6} (.*)/.exec(line)?.[1];
    if (title !== undefined) document.sections.push({ title: title.trim(), lines: [] });
    else (document.sections.at(-1)?.lines ?? opening).push(line);
  }
  document.opening = opening.join('\n').trim();
  for (const section of document.sections) section.lines = trimLines(section.lines);
  return document;
}

function trimLines(lines: string[]): string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return first === -1 ? [] : lines.slice(first, last + 1);
}

/** The number of a draft, as its note says; a first draft has no note. */
export const draftNumber = (text: string): number =>
  Number(text.split('\n').flatMap((line) => draftNote.exec(line.trim())?.[1] ?? [])[0] ?? 1);

import { parse, type Document } from './document.ts';
import type { Source } from './source.ts';
import { countWords, counted, inSeries, keywords, namesIn, thingsIn } from './words.ts';

const times = (text: string, term: string): number => text.toLowerCase().split(term.toLowerCase()).length - 1;

/** A review that only counts: which words of the brief the texts still use, and which they have lost. */
export function composeReview({ stage, role, brief, inputs }: Source): Document {
  const terms = [...new Set([...namesIn(brief), ...thingsIn(brief), ...keywords(brief, 5)])].slice(0, 8);
  const texts = Object.entries(inputs);
  const carried = terms.map((term) => {
    const found = texts.map(([name, text]) => [name, times(text, term)] as const).filter(([, count]) => count > 0);
    return { term, where: found.map(([name, count]) => `${name} (${count}×)`) };
  });
  const lost = carried.filter((it) => it.where.length === 0).map((it) => it.term);
  const sizes = texts.map(([name, text]) => {
    const { sections } = parse(text, name);
    return `- ${name}: ${counted(countWords(text), 'word')} in ${counted(sections.length, 'section')}`;
  });
  return {
    title: stage.name,
    opening: `${role.name} read ${texts.length > 0 ? inSeries(texts.map(([name]) => name)) : 'the brief'} side by side. ${verdict(lost)}`,
    sections: [
      ...(sizes.length > 0 ? [{ title: 'What was read', lines: sizes }] : []),
      {
        title: 'What carries through',
        lines: carried.filter((it) => it.where.length > 0).map((it) => `- “${it.term}”: ${inSeries(it.where)}`),
      },
      ...(lost.length > 0
        ? [
            {
              title: 'What got lost',
              lines: lost.map((term) => `- “${term}” is in the brief, and in none of the texts`),
            },
          ]
        : []),
    ].filter((it) => it.lines.length > 0),
  };
}

const verdict = (lost: readonly string[]): string =>
  lost.length === 0
    ? 'Every thread of the brief is still there.'
    : `${counted(lost.length, 'thread')} of the brief got lost.`;

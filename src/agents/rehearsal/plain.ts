import { excerpt, sentence } from '../text.ts';
import { pointsIn, resultsIn } from './facts.ts';
import type { Document, Section } from './document.ts';
import type { Source } from './source.ts';
import { capitalise, countWords, counted, inSeries, keywords, sentencesIn } from './words.ts';

/** Lines of one section. */
const points = 6;

/** A document of no special form: what was asked, what the inputs say, and a conclusion. */
export function composePlain(source: Source): Document {
  const { stage, brief, parameters, inputs, role } = source;
  const asked = brief.trim() === '' ? stage.brief : brief;
  const given = Object.entries(parameters).filter(([, value]) => value !== '');
  const terms = keywords(`${asked} ${Object.values(inputs).join(' ')}`, 4);
  const sections: Section[] = [
    {
      title: 'What was asked',
      lines: sentencesIn(asked)
        .slice(0, points)
        .map((it) => `- ${excerpt(it, 240)}`),
    },
    { title: 'Given', lines: given.map(([name, value]) => `- ${capitalise(name.replace(/[_-]/g, ' '))}: ${value}`) },
    ...Object.entries(inputs).map(([name, text]) => materialSection(name, text)),
    { title: 'What it comes to', lines: conclusion(terms, role.domain, Object.keys(inputs)) },
    {
      title: 'Kept in mind',
      lines: sentencesIn(role.instructions)
        .slice(0, 2)
        .map((it) => `- ${sentence(it)}`),
    },
  ];
  return {
    title: stage.name,
    opening: sentence(excerpt(sentencesIn(asked)[0] ?? stage.brief, 300)),
    sections: sections.filter((it) => it.lines.length > 0),
  };
}

function materialSection(name: string, text: string): Section {
  const results = resultsIn(text).slice(0, 3);
  const said = pointsIn(text, points).filter((it) => !results.includes(it));
  const lines = [...results, ...said].slice(0, points).map((it) => `- ${it}`);
  return { title: `From ${name} (${counted(countWords(text), 'word')})`, lines };
}

function conclusion(terms: readonly string[], domain: readonly string[], inputs: readonly string[]): string[] {
  const base = inputs.length > 0 ? `the brief and ${inSeries(inputs)}` : 'the brief';
  if (terms.length === 0)
    return [`Seen for ${inSeries(domain)}, ${base} ${inputs.length > 0 ? 'leave' : 'leaves'} everything open.`];
  return [
    `Seen for ${inSeries(domain)}, ${base} ${inputs.length > 0 ? 'turn' : 'turns'} on ${inSeries(terms)}. ${capitalise(terms[0] ?? '')} comes first; the rest follows from it.`,
  ];
}

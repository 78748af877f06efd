import { excerpt, sentence } from '../text.ts';
import type { Document } from './document.ts';
import type { Source } from './form.ts';
import { capitalise, inSeries, keywords, namesIn, pick, sentencesIn, thingsIn } from './words.ts';

/** Who and what a story is about, in the brief's own words. */
export interface Cast {
  title: string;
  hero: string;
  thing: string;
  other: string;
  place: string;
}

const placeIn = (brief: string): string | null =>
  /\b(?:in|at|on|near|aboard|inside|beneath|along)\s+((?:an?|the)\s+[\p{L}'’-]+(?:\s+[\p{L}'’-]+)?)/iu.exec(
    brief,
  )?.[1] ?? null;

const withArticle = (noun: string): string => (/^\p{Lu}/u.test(noun) ? noun : `the ${noun}`);

export function castOf(brief: string, parameters: Record<string, string>): Cast {
  const place = parameters.setting ?? parameters.place ?? placeIn(brief);
  const terms = termsIn(brief).filter((it) => !place?.includes(it));
  const hero = terms[0] ?? 'stranger';
  const others = terms.filter((it) => !it.includes(hero) && !hero.includes(it));
  const quoted = /["“«]([^"”»]{2,60})["”»]/.exec(brief)?.[1];
  return {
    title: parameters.title ?? quoted ?? capitalise(withArticle(hero)),
    hero: withArticle(hero),
    thing: withArticle(others[0] ?? 'question'),
    other: withArticle(others[1] ?? 'way back'),
    place: place ?? 'a place that everybody here knows',
  };
}

/** People and things, as the brief brings them in; where it names none, the words that it uses most. */
function termsIn(brief: string): string[] {
  const introduced = [...new Set([...namesIn(brief), ...thingsIn(brief)])];
  const at = (term: string): number => brief.toLowerCase().indexOf(term.toLowerCase());
  const terms = introduced.sort((a, b) => at(a) - at(b));
  return terms.length > 1 ? terms : [...new Set([...terms, ...keywords(brief, 6)])];
}

/** Which of the brief's people and things a passage shows; the brief's main thing when it shows none. */
export function shownIn(passage: string, brief: string, fallback: string): string[] {
  const text = passage.toLowerCase();
  const shown = termsIn(brief).filter((term) => text.includes(term.toLowerCase()));
  return shown.length > 0 ? shown.slice(0, 2).map(withArticle) : [fallback];
}

const turns = [
  'Each step costs something: first time, then trust, then',
  'What looked like luck turns into a debt, and the debt has a name:',
  'Every answer opens a harder question, and the hardest is',
] as const;
const ends = [
  'The choice is small, it is made in silence, and it cannot be taken back.',
  'Nothing is explained, but everything is seen, and that is enough.',
  'What is lost is named aloud; what is left is carried home.',
] as const;

/** A treatment in three acts. */
export function composeStory({ role, stage, brief, parameters }: Source): Document {
  const cast = castOf(brief, parameters);
  const sentences = sentencesIn(brief);
  const given = Object.entries(parameters).filter(([name, value]) => value !== '' && name !== 'title');
  const facts = given.map(([name, value]) => `- ${capitalise(name.replace(/[_-]/g, ' '))}: ${value}`);
  return {
    title: `${cast.title}: ${stage.name.toLowerCase()}`,
    opening: `**Logline.** ${sentence(excerpt(sentences[0] ?? stage.brief, 300))}`,
    sections: [
      ...(facts.length > 0 ? [{ title: 'Given', lines: facts }] : []),
      ...(sentences.length > 1 ? [{ title: 'Premise', lines: [sentences.slice(1, 5).join(' ')] }] : []),
      { title: 'Act one', lines: [firstAct(cast)] },
      { title: 'Act two', lines: [secondAct(cast, brief)] },
      { title: 'Act three', lines: [thirdAct(cast, brief)] },
      {
        title: 'What it is about',
        lines: termsIn(brief)
          .slice(0, 5)
          .map((term) => `- ${capitalise(term)}`),
      },
      { title: 'Kept in mind', lines: [sentence(sentencesIn(role.instructions)[0] ?? inSeries(role.domain))] },
    ],
  };
}

const firstAct = ({ hero, thing, place }: Cast): string =>
  `We meet ${hero} in the middle of an ordinary day: ${place}, seen as it is. Then ${thing} comes in, and it does not fit. ` +
  `By nightfall, ${hero} can no longer pretend that nothing has happened.`;

const secondAct = ({ hero, thing, other }: Cast, seed: string): string =>
  `${capitalise(hero)} follows ${thing} further than is wise. ${pick(turns, seed)} ${other}. ` +
  `At the middle, help arrives and asks for more than it gives. At the lowest point, ${thing} seems lost, and ${hero} with it.`;

const thirdAct = ({ hero, thing, place }: Cast, seed: string): string =>
  `${capitalise(hero)} returns to where it began: ${place}, changed by nothing but the way it is seen. ` +
  `What ${thing} meant comes out at last. ${pick(ends, `${seed}end`)}`;

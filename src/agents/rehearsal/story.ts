import { excerpt, sentence } from '../text.ts';
import type { Document } from './document.ts';
import type { Source } from './source.ts';
import { headed, readBrief, type Brief } from './brief.ts';
import { capitalise, isTime, keywords, lowerFirst, namesIn, pick, sentencesIn, thingsIn, wordsIn } from './words.ts';

/** Who and what a story is about, in words of the brief. */
export interface Cast {
  title: string;
  hero: string;
  thing: string;
  other: string;
  place: string;
}

const somewhere =
  /\b(?:office|harbour|harbor|house|station|village|room|street|town|city|island|school|hotel|bar|caf[eé]|kitchen|hospital|train|ship|boat|forest|farm|shop|museum|beach|bridge|theatre|church|flat|garden|lighthouse|prison|factory)$/i;

/**
 * Where a story takes place: the brief's opening, if it names a place (“The office of a small harbour, in winter.”), else the first place that
 * something is in or at.
 */
function placeIn(prose: string): string | null {
  const opening = /^((?:An?|The)\s[^,.;:!?]{3,70})[,.]/.exec(prose)?.[1];
  const [head = ''] = opening?.split(/\s(?:of|on|in|at|by|near|above|below|behind)\s/) ?? [];
  if (opening && somewhere.test(head)) return lowerFirst(opening);
  const found = prose.matchAll(
    /\b(?:in|at|on|near|aboard|inside|beneath|along)\s+((?:an?|the)\s+([\p{L}'’-]+)(?:\s+([\p{L}'’-]+))?)/giu,
  );
  const places = [...found].filter(([, , noun = '', second = '']) => !isTime(noun) && !isTime(second));
  return places[0]?.[1] ?? null;
}

const withArticle = (noun: string): string => (/^\p{Lu}/u.test(noun) ? noun : `the ${noun}`);

const someone =
  /\b(?:man|woman|boy|girl|stranger|child|daughter|son|mother|father|sister|brother|friend|neighbour|keeper|captain|doctor|teacher|clerk|driver|guest|dog|cat)$/i;

export function castOf(brief: string, parameters: Record<string, string>): Cast {
  const { title, prose } = readBrief(brief);
  const place = parameters.setting ?? parameters.place ?? placeIn(prose);
  const terms = termsIn(brief).filter((it) => !place?.includes(it));
  // Briefs introduce people like this: “Odile, 58,”.
  const hero = /(\p{Lu}\p{L}+),\s+\d{1,3}\b/u.exec(prose)?.[1] ?? terms[0] ?? 'stranger';
  const quoted = /["“«]([^"”»]{2,60})["”»]/.exec(brief)?.[1];
  return {
    title: parameters.title ?? title ?? quoted ?? capitalise(withArticle(hero)),
    hero: withArticle(hero),
    ...metBy(hero, terms),
    place: place ?? 'a place that everybody here knows',
  };
}

/** Whom or what the hero meets: a hero with a name meets a person, if there is one; any other hero meets what the brief names next. */
function metBy(hero: string, terms: readonly string[]): Pick<Cast, 'thing' | 'other'> {
  const others = terms.filter((it) => !it.includes(hero) && !hero.includes(it));
  const somebody = /^\p{Lu}/u.test(hero) ? others.find((it) => someone.test(it)) : undefined;
  const thing = somebody ?? others[0] ?? 'question';
  const later = others.slice(others.indexOf(thing) + 1);
  const other = later[0] ?? others.find((it) => it !== thing) ?? 'way back';
  return { thing: withArticle(thing), other: withArticle(other) };
}

/** The people and things of a brief, in their order; if there are fewer than two, also the words that it uses most. */
function termsIn(brief: string): string[] {
  const { prose } = readBrief(brief);
  const introduced = [...new Set([...namesIn(prose), ...thingsIn(prose)])];
  const at = (term: string): number => prose.toLowerCase().indexOf(term.toLowerCase());
  const terms = introduced.sort((a, b) => at(a) - at(b));
  const found = terms.length > 1 ? terms : [...new Set([...terms, ...keywords(prose, 6)])];
  return found.filter((term) => !found.some((other) => other !== term && other.endsWith(` ${term}`)));
}

/** The people and things of the brief that a passage mentions; `fallback` if it mentions none. */
export function shownIn(passage: string, brief: string, fallback: string): string[] {
  const text = passage.toLowerCase();
  const place = placeIn(readBrief(brief).prose);
  const shown = termsIn(brief).filter((term) => !place?.includes(term) && text.includes(term.toLowerCase()));
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

/** The first sentence; also the second, if the first is short. */
const openingOf = ([first, second]: string[]): string[] =>
  [first, wordsIn(first ?? '').length < 12 ? second : undefined].filter((it) => it !== undefined);

/** The brief's own title, else a made-up one with the name of the stage. */
const titleOf = ({ title }: Cast, brief: Brief, part: string): string =>
  brief.title === null ? headed(title, part) : title;

/** A treatment in three acts. */
export function composeStory({ stage, brief, parameters }: Source): Document {
  const cast = castOf(brief, parameters);
  const sentences = sentencesIn(readBrief(brief).prose);
  const opening = openingOf(sentences);
  const premise = sentences.slice(opening.length, opening.length + 4);
  const given = Object.entries(parameters).filter(([name, value]) => value !== '' && name !== 'title');
  const facts = given.map(([name, value]) => `- ${capitalise(name.replace(/[_-]/g, ' '))}: ${value}`);
  return {
    title: titleOf(cast, readBrief(brief), stage.name),
    opening: `**Logline.** ${sentence(excerpt(opening.length > 0 ? opening.join(' ') : stage.brief, 300))}`,
    sections: [
      ...(facts.length > 0 ? [{ title: 'Given', lines: facts }] : []),
      ...(sentences.length > opening.length ? [{ title: 'Premise', lines: [premise.join(' ')] }] : []),
      { title: 'Act one', lines: [firstAct(cast)] },
      { title: 'Act two', lines: [secondAct(cast, brief)] },
      { title: 'Act three', lines: [thirdAct(cast, brief)] },
      {
        title: 'What it is about',
        lines: [cast.hero, cast.thing, cast.other, cast.place].map((it) => `- ${capitalise(it)}`),
      },
    ],
  };
}

const firstAct = ({ hero, thing, place }: Cast): string =>
  `We meet ${hero} in the middle of an ordinary day: ${place}, seen as it is. Then comes ${thing}, and nothing fits any more. ` +
  `By nightfall, ${hero} can no longer pretend that nothing has happened.`;

const secondAct = ({ hero, thing, other }: Cast, seed: string): string =>
  `${capitalise(hero)} follows ${thing} further than is wise. ${pick(turns, seed)} ${other}. ` +
  `At the middle, help arrives and asks for more than it gives. At the lowest point, ${thing} is out of reach, and so is all that ${hero} was sure of.`;

const thirdAct = ({ hero, thing, place }: Cast, seed: string): string =>
  `${capitalise(hero)} returns to where it began: ${place}, changed by nothing but the way it is seen. ` +
  `The truth about ${thing} comes out at last. ${pick(ends, `${seed}end`)}`;

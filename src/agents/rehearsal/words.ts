/** Frequent English words, which say nothing about a text's subject. */
const common = new Set(
  `a about above after again all also always an and another any are as at back be because been before being below between
  both but by can come could day did do does done down each even every few find first for from get give go good had has have
  he her here him his how i if in into is it its just keep know last less let like long made make makes many may me more most
  must my need never new next no not now of off on once one only or other our out over own people please same say see she
  should show since so some still such take tell than that the their them then there these they thing this those three time
  to too two under until up upon us use used very want was way we well were what when where which while who whom whose why
  will with without work would write you your ours users version`.split(/\s+/),
);

/** Words that name the kind of work, and not its subject. */
const ofTheTrade = new Set(
  'film movie short story treatment script scene scenes brief draft document team text page pages minute minutes project look book'.split(
    ' ',
  ),
);

export const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
export const countWords = (text: string): number => wordsIn(text).length;

export const capitalise = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
/** Makes the first letter small, unless the word may be a name. */
export function lowerFirst(text: string): string {
  const first = wordsIn(text)[0] ?? '';
  const isOrdinary = first !== 'I' && common.has(first.toLowerCase());
  return isOrdinary ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}

export const sentencesIn = (text: string): string[] =>
  text
    .replace(/\s+/g, ' ')
    .split(/(?<=[.!?…]["”’)]?)\s+(?=["“‘(]?\p{Lu})/u)
    .map((it) => it.trim())
    .filter((it) => it !== '');

/** The words that a text uses most; among equals, those that come first. */
export function keywords(text: string, count: number): string[] {
  const seen = new Map<string, number>();
  for (const word of wordsIn(text.toLowerCase())) {
    if (word.length > 3 && !common.has(word) && !ofTheTrade.has(word) && !/^\d/.test(word)) {
      seen.set(word, (seen.get(word) ?? 0) + 1);
    }
  }
  const names = new Map(namesIn(text).map((name) => [name.toLowerCase(), name]));
  return [...seen]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([word]) => names.get(word) ?? word);
}

/** Words that say when, and never who or what. */
const times = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december spring summer autumn winter morning noon afternoon evening night day week month year hour end
  beginning moment`.split(/\s+/),
);
/** Adjectives, which may stand between an article and its noun. */
const adjectives = new Set(
  `old young small little big large long short red blue green white black grey dark bright empty remote lost last only same
  whole strange quiet broken first second third`.split(/\s+/),
);
/** Nouns that mean nothing by themselves: “a pair of …”. */
const vague = new Set('pair half place lot kind sort date object side number piece counter scene'.split(' '));

export const isTime = (word: string): boolean => times.has(word.toLowerCase());

/** The things and people that a text introduces with an article or a possessive, in their order: “lighthouse keeper”, “radio”. */
export function thingsIn(text: string): string[] {
  const found = text.matchAll(/\b(?:a|an|the|her|his|their|its)\s+([\p{L}'’-]+)(?=(?:\s+([\p{L}'’-]+))?)/giu);
  const things = [...found].flatMap(([, first = '', second]) => {
    if (isEmptyWord(first)) return [];
    const hasNoun = second !== undefined && !isEmptyWord(second);
    if (adjectives.has(first.toLowerCase())) return hasNoun ? [`${first} ${second}`] : [];
    // “a boy finds”: a second word in -s is usually a verb, and one with a capital begins a name.
    const isAlone = second === undefined || isEmptyWord(second) || /^\p{Lu}|[^su]s$/u.test(second);
    return [isAlone ? first : `${first} ${second}`];
  });
  return [...new Set(things.map((it) => (/^\p{Lu}/u.test(it) ? it : it.toLowerCase())))];
}

const isEmptyWord = (word: string): boolean =>
  word.length < 3 || [common, ofTheTrade, times, vague].some((words) => words.has(word.toLowerCase()));

/** Names: capitalised words inside a sentence, and words that begin more than one sentence and are never written with a small letter. */
export const namesIn = (text: string): string[] => {
  const inside = [...text.matchAll(/(?<=[\p{Ll},;:] )(\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)*)/gu)].map(([name]) => name);
  const first = sentencesIn(text).flatMap((sentence) => /^\p{Lu}\p{Ll}{2,}/u.exec(sentence)?.[0] ?? []);
  const small = new Set(text.match(/(?<!\p{L})\p{Ll}+/gu));
  const repeated = first.filter((word, at) => first.indexOf(word) !== at && !small.has(word.toLowerCase()));
  return [...new Set([...inside, ...repeated])].filter((name) => !common.has(name.toLowerCase()) && !isTime(name));
};

/** One item of a list, always the same for the same seed. */
export function pick<T>(list: readonly [T, ...T[]], seed: string): T {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return list[sum % list.length] ?? list[0];
}

export const inSeries = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

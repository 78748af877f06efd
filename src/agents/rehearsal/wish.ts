/** A change of a document that a person asked for, as far as rules can tell. */
export type Wish =
  | { kind: 'shorter' }
  | { kind: 'longer' }
  | { kind: 'mention'; what: string }
  | { kind: 'remove'; what: string }
  | { kind: 'rename'; to: string }
  | { kind: 'replace'; from: string; to: string };

const subject = `["“']?(.+?)["”']?(?:\\s+(?:too|please|as well|at the (?:top|start|end|beginning)))*`;
const end = `(?=[.;!?\\n]|,?\\s+(?:and|but)\\s+(?:make|keep|cut|drop|remove|shorten|mention|add|please)\\b|$)`;
const pattern = (verbs: string): RegExp => new RegExp(`\\b(?:${verbs})\\s+${subject}${end}`, 'giu');

const adding =
  'mention|add|include|name|credit|cover|thank|describe|explain|talk about|speak of|more about|more on|say (?:something|more) about';
const negated = pattern(`(?:don['’]t|do not|never|stop|no need to)\\s+(?:${adding})(?:ing)?`);
const removing = pattern(`remove|delete|leave out|omit|drop|cut out|get rid of`);
const mentioning = pattern(adding);
const replacing = /\breplace\s+["“']?(.+?)["”']?\s+(?:with|by)\s+["“']?(.+?)["”']?(?=[.;!?\n]|$)/giu;
const renaming =
  /\b(?:call it|title it|rename (?:it|this)(?: to)?|change the title to)\s+["“']?(.+?)["”']?(?=[.;!?\n]|$)/giu;

const shorter =
  /\b(?:shorter|shorten|too long|trim|condense|tighten|halve|half as long|cut it(?: down| in half)?|briefer|more concise)\b/i;
const longer = /\b(?:longer|too short|more detail|more details|expand|elaborate|flesh)\b/i;

/** All changes that a text asks for; empty if the rules can't tell. */
export function wishesIn(text: string): Wish[] {
  const wishes: Wish[] = [];
  let rest = text;
  const take = (expression: RegExp, read: (match: string[]) => Wish): void => {
    rest = rest.replace(expression, (...match: string[]) => {
      wishes.push(read(match));
      return ' ';
    });
  };
  take(replacing, ([, from = '', to = '']) => ({ kind: 'replace', from, to }));
  take(renaming, ([, to = '']) => ({ kind: 'rename', to }));
  take(negated, ([, what = '']) => ({ kind: 'remove', what: named(what) }));
  take(removing, ([, what = '']) => ({ kind: 'remove', what: named(what) }));
  take(mentioning, ([, what = '']) => ({ kind: 'mention', what: named(what) }));
  // Shortened first, or what is added would be cut again.
  if (shorter.test(rest)) wishes.unshift({ kind: 'shorter' });
  else if (longer.test(rest)) wishes.push({ kind: 'longer' });
  return wishes.filter((it) => !('what' in it) || it.what !== '');
}

/** The subject without words around it: “the migration, please” is about the migration. */
const named = (what: string): string =>
  what
    .replace(/^(?:also|that|some|something about|a (?:section|line|note|word|paragraph) (?:on|about|for))\s+/i, '')
    .replace(/[\s,]+(?:please)?$/i, '')
    .slice(0, 80)
    .trim();

/** What a person's words ask of the rehearsed agent, as far as rules can tell. */
export type Wish =
  | { kind: 'leave'; what: string }
  | { kind: 'may'; what: string }
  | { kind: 'add_test'; about: string }
  | { kind: 'explain' }
  | { kind: 'go_on' }
  | { kind: 'unknown' };

const file = '[`"“\']?([\\w./-]*\\w)[`"”\']?';
const change = '(?:touch|change|edit|write(?: to)?|modify)';

const leaving = [
  new RegExp(`\\b(?:don['’]?t|do not|never) ${change} (?:the )?${file}`, 'i'),
  new RegExp(`\\b(?:leave|let) (?:the )?${file}(?: folder| file)?(?: (?:as it is|alone|be|untouched))`, 'i'),
  new RegExp(`\\b(?:hands off|keep (?:away from|off)|stay (?:away from|out of)) (?:the )?${file}`, 'i'),
];
const allowing = new RegExp(
  `\\b(?:you (?:may|can)|go ahead and|feel free to|please) ${change} (?:the )?${file}(?: after all)?`,
  'i',
);
const adding =
  /\b(?:add|write) (?:a|an|one|another|one more|some|me a)(?: \w+)? ?tests? (?:for|about|of|that|to|where|when) ([^.!?\n]+)/i;
const explaining = /\bexplain\b|\b(?:tell|show) (?:me|us) (?:first|your plan|what you)/i;

const goingOn = /\b(?:go|carry) (?:on|ahead)\b|\bcontinue\b/i;

/** Everything that the words ask for; one `unknown` wish if the rules can't tell. */
export function wishesIn(words: string): Wish[] {
  const wishes = words
    .split(/(?<=[.!?;\n])\s+|,? (?:and|but) (?=(?:add|leave|don|explain|you may)\b)/i)
    .flatMap(wishIn);
  return wishes.length > 0 ? wishes : [{ kind: 'unknown' }];
}

function wishIn(sentence: string): Wish[] {
  const left = leaving.map((pattern) => pattern.exec(sentence)?.[1]).find((it) => it !== undefined);
  if (left !== undefined) return [{ kind: 'leave', what: left }];
  const allowed = allowing.exec(sentence)?.[1];
  if (allowed !== undefined) return [{ kind: 'may', what: allowed }];
  const about = adding.exec(sentence)?.[1];
  if (about !== undefined) return [{ kind: 'add_test', about: about.trim() }];
  if (explaining.test(sentence)) return [{ kind: 'explain' }];
  return goingOn.test(sentence) ? [{ kind: 'go_on' }] : [];
}

/** Whether somebody means this file by `said`: its path, the end of its path, or its folder. */
export function isMeant(path: string, said: string): boolean {
  const name = said
    .toLowerCase()
    .replace(/^\.?\//, '')
    .replace(/\/$/, '');
  const here = path.toLowerCase().replace(/^\.?\//, '');
  const folders = [name, name.replace(/s$/, '')];
  return here === name || here.endsWith(`/${name}`) || folders.some((folder) => here.startsWith(`${folder}/`));
}

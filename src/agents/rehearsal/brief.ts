import { capitalise } from './words.ts';

/** A brief that begins with a line of its own has a title; the rest is what it tells. */
export interface Brief {
  title: string | null;
  prose: string;
}

const longestTitle = 60;

export function readBrief(text: string): Brief {
  const [first = '', ...rest] = text.trim().split('\n');
  const prose = rest.join('\n').trim();
  const line = first.replace(/^#+\s*/, '').trim();
  const isTitle = prose !== '' && line !== '' && line.length <= longestTitle && !/[.:;,]$/.test(line);
  return isTitle ? { title: calm(line), prose } : { title: null, prose: text };
}

/** Capitals shout. */
const calm = (line: string): string => (line === line.toUpperCase() ? capitalise(line.toLowerCase()) : line);

/** “The keeper: scenes”, but “Who goes there? – scenes”. */
export const headed = (title: string, part: string): string =>
  `${title}${/[\p{L}\p{N}”"’)]$/u.test(title) ? ':' : ' –'} ${part.toLowerCase()}`;

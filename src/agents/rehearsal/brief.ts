import { capitalise } from './words.ts';

/** A brief, with its first line as the title if it looks like one. */
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

/** A title in capitals becomes an ordinary one. */
const calm = (line: string): string => (line === line.toUpperCase() ? capitalise(line.toLowerCase()) : line);

/** A title with the name of a part: “The keeper: scenes”, but “Who goes there? – scenes”. */
export const headed = (title: string, part: string): string =>
  `${title}${/[\p{L}\p{N}”"’)]$/u.test(title) ? ':' : ' –'} ${part.toLowerCase()}`;

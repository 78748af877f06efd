import { withoutNames } from './mentioned-people.ts';

const stopWords = new Set(['stop', 'pause', 'wait', 'hold', 'halt']);
const mention = /(?<![\w@.])@wheelhouse(?![\w-])/gi;

/**
 * Only stop words, however they are written: “STOP!!”, “please stop”, “@wheelhouse stop stop”. Anything else beside
 * them makes it steering (P20).
 */
export function stopWordIn(text: string): string | null {
  const words = withoutNames(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(mention, ' ')
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && word !== 'please');
  return words.every((word) => stopWords.has(word)) ? (words[0] ?? null) : null;
}

import { withoutNames } from './mentioned-people.ts';

const stopWords = new Set(['stop', 'pause', 'wait', 'hold', 'halt']);
const handle = /(?<![\w@.])@([a-z][a-z0-9_-]*)/gi;
/** Emoji in the form in which Slack delivers all of them, and Discord those of a server: `:octagonal_sign:`. */
const emoji = /:([\w+'-]+):/g;

/**
 * The stop word, if the text consists of nothing else, however it is written: “STOP!!”, “please stop 🛑”, “@wheelhouse stop stop”, or “@editor stop” if
 * that is a role. Any other word makes it steering (P20).
 */
export function stopWordIn(text: string, roles: readonly { handle: string }[] = []): string | null {
  const isHeard = (name: string): boolean => name === 'wheelhouse' || roles.some((role) => role.handle === name);
  const words = withoutNames(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(handle, (whole, name: string) => (isHeard(name) ? ' ' : whole))
    .replace(emoji, (_, name: string) => (stopWords.has(name) ? ` ${name} ` : ' '))
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && word !== 'please');
  return words.every((word) => stopWords.has(word)) ? (words[0] ?? null) : null;
}

import { stopWordIn } from '../core/steering/stop-word.ts';
import type { Intent } from '../core/intent.ts';

/** `/wheel verb rest`, or `/verb rest`; not a path such as /etc/hosts, which is just words. */
const slash = /^\/([a-z][a-z0-9_-]*)(?=\s|$)\s*([\s\S]*)$/i;
const mention = /(?<![\w@.])@wheelhouse(?![\w-])/i;
const firstWord = /^(\S+)\s*([\s\S]*)$/;

/**
 * What somebody typed: a command, or words. After `@wheelhouse` only a known verb makes a command, since people also
 * speak to it; after a slash every word does, since a mistyped command must not be said to the roles.
 */
export function readTyped(text: string, verbs: readonly string[]): Intent {
  const typed = text.trim();
  const command = readSlash(typed) ?? readMention(typed, verbs);
  return command ?? { kind: 'words', text: typed, mentionsUs: mention.test(typed) };
}

function readSlash(typed: string): Intent | null {
  const [, word = '', rest = ''] = slash.exec(typed) ?? [];
  if (word === '') return null;
  return word.toLowerCase() === 'wheel' ? toCommand(rest) : { kind: 'command', verb: word.toLowerCase(), rest };
}

function readMention(typed: string, verbs: readonly string[]): Intent | null {
  const found = mention.exec(typed);
  if (found?.index !== 0) return null;
  const command = toCommand(typed.slice(found[0].length).trim());
  return verbs.includes(command.verb) || stopsRun(command) ? command : null;
}

/** What “@wheelhouse say …” says, without the run that it may name; null for anything else. */
export const wordsOfSay = (intent: Intent): string | null =>
  intent.kind === 'command' && intent.verb === 'say' ? intent.rest.replace(/^run_\S+\s*/, '').trim() : null;

/** “@wheelhouse stop run_…”. Without a run it is the bare word, which the place gives its meaning. */
const stopsRun = ({ verb, rest }: { verb: string; rest: string }): boolean =>
  stopWordIn(verb) !== null && /^run_\S+$/.test(rest);

function toCommand(words: string): Extract<Intent, { kind: 'command' }> {
  const [, verb = 'help', rest = ''] = firstWord.exec(words) ?? [];
  return { kind: 'command', verb: verb.toLowerCase(), rest };
}

import type { History } from '../history.ts';
import { holds } from '../law.ts';
import { keyOf, type Queue } from './words.ts';

/** Holds what executors came to hear against what the store had granted them. */
export function judgeHeard({ changes, steps, heard }: History, words: Queue): void {
  for (const keys of heard) holds(new Set(keys).size === keys.length, 'words are read once', keys.join(' '));
  const granted = new Map<string, string[]>();
  for (const { event, reply } of changes)
    if (event.kind === 'begin_step' && reply.result.kind === 'begin')
      granted.set(`${event.token} ${reply.result.step}`, reply.result.messages.map(keyOf));
  for (const step of steps) {
    const due = granted.get(`${step.token} ${step.number}`) ?? [];
    const about = `due ${due.join(' ')}; heard ${step.heard.join(' ')}`;
    const foreign = step.heard.filter((key) => !due.includes(key));
    // Whose answer was lost looks once more: what was changed in between need not be read.
    const missed = due.filter((key) => !step.heard.includes(key) && !words.find(key)?.isFollowed);
    holds([...foreign, ...missed].length === 0, 'a step brings the words that it was granted', about);
  }
}

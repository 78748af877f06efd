import type { Of } from '../history.ts';
import { holds } from '../law.ts';
import type { Believed } from './believed.ts';
import { askAgain, steer } from './pauses.ts';
import { keyOf } from './words.ts';

export function said(it: Believed, { text, policy, at }: Of<'message'>): void {
  holds(it.end === null, 'a run that is over takes no words');
  if (isHeard(it)) it.words.hear(text, at, policy ?? 'steer');
  if (it.purse.isSpent && !it.isBlocked) rejected(it, text);
  else steer(it, policy === 'pause');
}

/** No model would see them: they are kept, and what goes on is held until somebody has seen that. */
function rejected(it: Believed, key: string): void {
  it.words.reject(key);
  if (it.mayPause) it.hold = 'acknowledge';
}

export function reworded(it: Believed, { chain, text, policy, at }: Of<'reword'>): void {
  holds(it.end === null, 'a run that is over takes no words');
  const read = readOf(it, chain);
  it.words.follow(keyOf(chain.at(-1)!));
  if (isHeard(it)) it.words.hear(text, at, policy ?? 'pause', read && keyOf(read));
  // Changed words cost what new ones do.
  if (it.purse.isSpent && !it.isBlocked) return rejected(it, text);
  steer(it, policy !== 'steer');
  if (policy === 'steer') askAgain(it);
}

export function takenBack(it: Believed, { chain, by, at }: Of<'take_back'>): void {
  if (it.end !== null) return;
  const key = keyOf(chain.at(-1)!);
  const before = it.words.find(key);
  const asked = before?.state === 'waiting' && before.policy === 'pause';
  const read = readOf(it, chain);
  it.words.follow(key);
  if (read && isHeard(it)) it.words.hear(`gone:${keyOf(read)}`, at, null);
  if (by === 'author') askAgain(it);
  // Nobody knows who deleted it: that lets nothing go on.
  else if (asked && it.hold === 'message') it.hold = 'person';
}

/** At the end, where late words wait to be seen, others only say that they were. */
const isHeard = (it: Believed): boolean => it.hasStage || it.hold !== 'acknowledge';

/** The last of them that somebody has read. */
const readOf = <W extends Parameters<typeof keyOf>[0]>(it: Believed, chain: readonly W[]): W | null =>
  chain.findLast((one) => ['with', 'kept'].includes(it.words.find(keyOf(one))?.state ?? '')) ?? null;

import type { RunEvent, WordsEvent } from '../../../../src/core/run/event.ts';
import type { Decision, RunState } from '../../../../src/core/run/state.ts';
import { markOfWords } from '../../../../src/core/steering/message.ts';
import { holds } from './law.ts';

/** What an onlooker remembers of what people said and took back. */
export interface WordsMemory {
  /** Words that their author has changed or deleted. */
  gone: Set<string>;
  /** Somebody pressed Pause, or rolled back, and nobody has resumed. */
  pressed: boolean;
}

export const newWordsMemory = (): WordsMemory => ({ gone: new Set(), pressed: false });

export const changesWords = (event: RunEvent): event is WordsEvent =>
  event.kind === 'reword' || event.kind === 'take_back';

export function ownWords(memory: WordsMemory, before: RunState, event: WordsEvent, decision: Decision): void {
  const { state, entries } = decision;
  const newest = event.chain.at(-1);
  holds(event.chain[0]?.author === event.actor.personId, 'people change their own words alone');
  const isSame = event.kind === 'reword' && newest?.source?.mark === markOfWords(event.text);
  if (isSame) holds(state === before, 'the same words are no edit');
  if (entries.length === 0) return;
  stopsOrNot(before, event, decision);
  if (event.kind === 'take_back' && event.by === 'unknown' && before.run.hold !== null) {
    holds(state.run.hold !== null, 'nobody knows who deleted it: no pause ends by that');
  }
  const isFreed = before.run.hold !== null && before.run.hold.reason !== 'acknowledge' && state.run.hold === null;
  if (isFreed) holds(!memory.pressed, 'taking words back undoes no pause that a person pressed');
  for (const { id } of event.chain) memory.gone.add(id);
}

function stopsOrNot(before: RunState, event: WordsEvent, { state }: Decision): void {
  if (!['queued', 'running', 'awaiting'].includes(before.run.status)) return;
  if (event.kind === 'take_back') holds(state.run.hold === null, 'a deletion stops nothing');
  else if (event.policy === null) holds(state.run.hold !== null, 'an edit pauses, unless a policy was chosen');
}

/** S1-22, of new words, and of others in their place. Where a run is blocked, its question asks for more. */
export function paidFor({ run, messages }: RunState, { kind }: RunEvent, { state }: Decision): void {
  if (kind !== 'message' && kind !== 'reword') return;
  const isSpent = run.budget.microUsd !== null && run.spent.microUsd >= run.budget.microUsd;
  if (!isSpent || run.status === 'blocked' || run.endedAt !== null) return;
  const taken = state.messages.filter(({ id, status }) => status === 'queued' && !messages.some((it) => it.id === id));
  holds(taken.length === 0, 'a spent budget pays for no more words');
}

export function readWords({ gone }: WordsMemory, { result, state }: Decision): void {
  const waits = state.messages.filter(({ status }) => status === 'queued');
  holds(!waits.some(({ id }) => gone.has(id)), 'words that were taken back wait for nobody');
  if (result.kind !== 'begin') return;
  holds(!result.messages.some(({ id }) => gone.has(id)), 'words that were taken back are never read');
}

export function rememberPress(memory: WordsMemory, { kind }: RunEvent, { run }: RunState): void {
  if (kind === 'pause' || kind === 'rollback') memory.pressed = true;
  if (run.hold === null) memory.pressed = false;
}

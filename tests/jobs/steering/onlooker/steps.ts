import type { Decision } from '../../../../src/core/run/state.ts';
import type { Change, Of } from '../history.ts';
import { ownTurns } from '../house.ts';
import { holds } from '../law.ts';
import { comesAfterWords, type Believed, type Worker } from './believed.ts';
import { keyOf } from './words.ts';
import { letGoOf } from './workers.ts';

type Event = Of<'begin_step'>;
type Result = Decision['result'];

/** A step, and whose; `words`: how many came with the one before it. */
interface Begun {
  event: Event;
  worker: Worker;
  words: number;
  result: Result;
}

export function begun(it: Believed, event: Event, { asked, reply: { result } }: Change): void {
  const { token, attemptId, spent } = event;
  const worker = it.workers.get(token);
  holds(it.hold === null, 'after a pause has committed, no step begins', String(it.hold));
  holds(it.status === 'running', 'nothing begins in a run that has stopped', it.status);
  holds(worker?.isAborted === false, 'a step begins only in the hand of whoever holds its attempt');
  holds((it.history.expired.get(token)?.by ?? Infinity) >= asked, 'a step begins only under a lease');
  if (!worker) return;
  const sentHome = it.history.sentHome.get(worker.name) ?? Infinity;
  holds(sentHome >= asked, 'whose shift has ended begins nothing more');
  it.purse.pay(spent?.microUsd ?? 0);
  // What it was told with its last step is part of its talk now.
  const words = worker.step?.words ?? 0;
  worker.step = null;
  if (it.isAgents) it.words.keep(attemptId);
  if (event.call) called(it, { event, worker, words, result });
  else calledModel(it, { event, worker, words, result });
}

/** A call of the model, the one last word of an agent whose means are spent, or neither. */
function calledModel(it: Believed, { event, worker, words, result }: Begun): void {
  const { token, attemptId } = event;
  const isOwn = it.isAgents && it.words.due(attemptId).length === 0;
  const hasNoTurn = isOwn && it.talk.ownTurns(attemptId) >= ownTurns;
  judgeMeans(it, { hasNoTurn, hasLastWord: it.isAgents && !it.talk.hasHadLastWord(attemptId) && words === 0 }, result);
  if (result.kind !== 'begin') {
    letGoOf(it, token);
    it.isBlocked = true;
    return;
  }
  const given = result.messages.map(keyOf);
  worker.step = { number: result.step, call: null, mayRepeat: true, words: given.length };
  if (result.wrapUp) return wrappedUp(it, attemptId, given);
  if (isOwn) it.talk.takeTurn(attemptId);
  it.words.give(given, attemptId);
}

function wrappedUp(it: Believed, attempt: string, given: readonly string[]): void {
  holds(given.length === 0, 'the last word is the agent’s own');
  it.talk.wrapUp(attempt);
  it.isBlocked = true;
}

function judgeMeans(
  { purse }: Believed,
  { hasNoTurn, hasLastWord }: { hasNoTurn: boolean; hasLastWord: boolean },
  result: Result,
): void {
  const outcome = outcomeOf(result);
  const about = `${outcome}; ${purse.about}`;
  holds(!purse.isSpent || outcome !== 'begins', 'nothing begins on a spent budget', about);
  if (!purse.isSpent && !hasNoTurn) return holds(outcome === 'begins', 'steering costs budget, and no turns', about);
  const expected = hasLastWord ? 'its last word' : 'stops';
  holds(outcome === expected, 'spent means end in one last word, and in none after a person’s', about);
}

const outcomeOf = (result: Result): 'stops' | 'its last word' | 'begins' => {
  if (result.kind !== 'begin') return 'stops';
  return result.wrapUp ? 'its last word' : 'begins';
};

/** A call of a tool; some wait for a person first. What it follows from may be a person's words. */
function called(it: Believed, { event, worker, words, result }: Begun): void {
  const { token, call, repeatable = false } = event;
  const { id, tool } = call!;
  const isBeforeWords = comesAfterWords({ newestWords: it.words.newest, decisions: it.talk.decisions }, id);
  holds(!isBeforeWords, 'words that were accepted are read before anything else begins', `${tool} ${id}`);
  const isAsked = tool === 'ask' || (tool === 'shell' && !it.talk.mayCall(id));
  const hasBegun = result.kind === 'begin';
  holds(hasBegun !== isAsked, 'a call that needs a person waits for one, and no other does', `${tool} ${id}`);
  if (hasBegun) {
    worker.step = { number: result.step, call: id, mayRepeat: repeatable, words };
    return;
  }
  letGoOf(it, token);
  it.isAsking = true;
  it.talk.asked = id;
}

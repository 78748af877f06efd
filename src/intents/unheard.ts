import { isRefusal } from '../core/refusal.ts';
import type { Decide } from '../core/ports.ts';
import type { First, Intent, Reply } from '../core/intent.ts';
import { markOfWords } from '../core/steering/message.ts';
import { commandWords } from './command-words.ts';
import { withMentioned } from './mentioned.ts';
import { runOfThread } from './scope.ts';
import { saidBefore } from './source.ts';
import { identify } from './visitor.ts';
import { wordsInThread } from './words-in-thread.ts';
import type { Call } from './ports.ts';

type OwnWords = Extract<Intent, { kind: 'edited' | 'deleted' }>;

/** Milliseconds. What could not be delivered, Slack brings once more after one minute and after five; then it never comes. */
const mayStillCome = 10 * 60_000;

const nothing: Reply = { kind: 'nothing' };

/**
 * A change of words that have not come yet, since nobody could be reached when they were said: they come later, as they were then. So
 * what they are now counts at once, under the delivery by which they will come, which then finds that it has been. Null: they have come,
 * or are none that a run would hear.
 */
export async function unheard(call: Call, intent: OwnWords): Promise<Reply | null> {
  const { first, message } = intent;
  if (first === undefined || call.visit.at.getTime() - first.at.getTime() > mayStillCome) return null;
  if ((await saidBefore(call, message)).length > 0) return null;
  const early = { ...call, visit: { ...call.visit, delivery: first.delivery } };
  return intent.kind === 'edited' && intent.text !== '' && intent.first
    ? saidNow(early, intent.first, message)
    : withdrawnNow(early);
}

async function saidNow(call: Call, { intent }: First, message: string): Promise<Reply | null> {
  const words = await withMentioned(call, intent);
  const isHeard = words.kind === 'words' || (words.kind === 'command' && words.verb === 'say');
  if (!isHeard || (await runOfThread(call)) === null) return null;
  const reply = words.kind === 'words' ? await wordsInThread(call, words) : await commandWords(call, words);
  // They came in this very moment, as they were.
  const [heard] = await saidBefore(call, message);
  const text = words.kind === 'words' ? words.text : words.rest;
  return heard?.source && heard.source.mark !== markOfWords(text) ? null : reply;
}

/** They will never be heard. */
async function withdrawnNow(call: Call): Promise<Reply | null> {
  const view = await runOfThread(call);
  const run = view?.state.run;
  if (!run || (await identify(call, run.projectId)) === null) return null;
  return isRefusal(await call.ports.runs.change(run.id, asItWas, call.visit.delivery)) ? null : nothing;
}

/** Only the delivery is noted. */
const asItWas: Decide = (state) => ({
  ...{ state, settled: [], versions: [], bodies: [], said: [], turns: [], entries: [], effects: [] },
  result: { kind: 'ok' },
});

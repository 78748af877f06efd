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

/** Milliseconds. What could not be delivered, Slack sends again after one minute and after five, and never after that. */
const mayStillCome = 10 * 60_000;

const nothing: Reply = { kind: 'nothing' };

/**
 * An edit or deletion whose message has not arrived yet, because it could not be stored when it was said (docs/decisions/0010). The message will
 * come later, with its old words. So the new words count at once, under the delivery key that the message will have: when it comes, it counts
 * as a repeat. Null if the message has arrived, or if no run would have been given it.
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
  // If the message itself came at this very moment, the run was given its old words: then this is an ordinary edit.
  const [heard] = await saidBefore(call, message);
  const text = words.kind === 'words' ? words.text : words.rest;
  return heard?.source && heard.source.mark !== markOfWords(text) ? null : reply;
}

/** Uses up the delivery key, so that the message will not be heard when it comes. */
async function withdrawnNow(call: Call): Promise<Reply | null> {
  const view = await runOfThread(call);
  const run = view?.state.run;
  if (!run || (await identify(call, run.projectId)) === null) return null;
  return isRefusal(await call.ports.runs.change(run.id, unchanged, call.visit.delivery)) ? null : nothing;
}

/** Changes nothing: only the delivery key is stored. */
const unchanged: Decide = (state) => ({
  ...{ state, settled: [], versions: [], bodies: [], said: [], turns: [], entries: [], effects: [] },
  result: { kind: 'ok' },
});

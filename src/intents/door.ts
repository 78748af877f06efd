import { parseForm, parsePress, type FormToken, type PressToken } from '../core/cards/token.ts';
import { commandWords } from './command-words.ts';
import { withMentioned } from './mentioned.ts';
import { ownWords } from './own-words.ts';
import { press } from './press.ts';
import { relay } from './relay.ts';
import { recordedSparingly } from './recorded-sparingly.ts';
import { submit } from './submit.ts';
import { unheard } from './unheard.ts';
import { bringUpToDate } from './up-to-date.ts';
import { wordsInThread } from './words-in-thread.ts';
import type { Door, Intent, Reply } from '../core/intent.ts';
import type { Call, DoorPorts } from './ports.ts';

/** The one door for every surface. A person's mistake gets a reply. A rejection is an outage; trying again is safe. */
export function createDoor(all: DoorPorts): Door {
  const ports = { ...all, refusals: recordedSparingly(all) };
  return async (intent, visit) => {
    try {
      const call = { ports, visit };
      return await answer(call, await withMentioned(call, intent));
    } catch (error) {
      const { delivery, where, account } = visit;
      ports.log.error(
        { err: error, delivery, where, account, ...idsIn(intent) },
        'door-failed: the visit had no effect, or can be repeated',
      );
      throw error;
    }
  };
}

async function answer(call: Call, intent: Intent): Promise<Reply> {
  switch (intent.kind) {
    case 'press':
      return bringUpToDate(call, intent, await press(call, intent));
    case 'submit':
      return bringUpToDate(call, intent, await submit(call, intent));
    case 'command':
      return commandWords(call, intent);
    case 'words':
      return wordsInThread(call, intent);
    case 'edited':
    case 'deleted':
      return (await unheard(call, intent)) ?? ownWords(call, intent);
    case 'relay':
      return relay(call, intent);
  }
}

/** What is logged of an intent: ids only, so that what people wrote stays out of the log (S16). */
function idsIn(intent: Intent): Record<string, unknown> {
  switch (intent.kind) {
    case 'press':
      return { kind: intent.kind, ...namesOf(parsePress(intent.token)?.token) };
    case 'submit':
      return { kind: intent.kind, ...namesOf(parseForm(intent.token)) };
    case 'command':
      return { kind: intent.kind, verb: intent.verb.slice(0, 20) };
    case 'words':
    case 'edited':
    case 'deleted':
    case 'relay':
      return { kind: intent.kind };
  }
}

/** Ids by the field names that the whole log uses. */
const namesOf = (token: PressToken | FormToken | null | undefined): Record<string, string> => {
  if (!token) return {};
  return {
    ...('projectId' in token ? { project: token.projectId } : {}),
    ...('runId' in token ? { run: token.runId } : {}),
    ...('askId' in token ? { ask: token.askId } : {}),
    ...('verb' in token ? { verb: token.verb } : {}),
  };
};

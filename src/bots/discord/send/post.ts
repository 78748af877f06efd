import { RESTJSONErrorCodes } from 'discord.js';
import type { Posted } from '../../../core/cards/surface.ts';
import type { Spot } from '../../chat/send/once.ts';
import type { Places } from '../../chat/send/places.ts';
import { patienceOf } from '../../chat/send/urgency.ts';
import type { DiscordMessage } from '../draw/message.ts';
import type { Caller } from './call.ts';
import { unfit, type Channels } from './channels.ts';
import { postedAt, sendInto } from './delivery.ts';
import type { DiscordApi, Sending } from './discord-api.ts';
import { marked, nonceOf } from './mark.ts';
import { startThread, threadNamed } from './threads.ts';
import { verdictOf } from './verdict.ts';
import type { Answer, Ask, Call } from './web.ts';
import { sendingWords } from './words.ts';

export interface PostParts {
  caller: Caller;
  places: Places;
  channels: Channels;
}

type Head = Spot & { thread: null };

export function createPost({ caller, places, channels }: PostParts): DiscordApi['post'] {
  const put = (at: Spot, call: Call, how: Sending, send: (ask: Ask) => Promise<Answer | 'gone'>) =>
    caller.turn(['send', at.thread ?? at.channel], waitingAs(how), (ask) =>
      how.once(async () => postedAt(places, at, call, await send(ask))),
    );

  /** Posts the card, then starts its thread. If the process dies in between, the same key is posted again, and finds the card. */
  const putHead = async (at: Head, message: DiscordMessage, how: Sending, title: string): Promise<Posted> => {
    const call = create(at.channel, message, how.key);
    const posted = await put(at, call, how, (ask) => ask(call));
    if (posted === 'gone' || 'lost' in posted) return posted;
    const started = await caller.turn(['thread', at.channel], waitingAs(how), async (ask) => {
      const named = await startThread(ask, posted, title);
      return named.ok || isSettled(named.code) ? named : startThread(ask, posted, sendingWords.thread);
    });
    const isDead = !started.ok && verdictOf(started.code) === 'dead place';
    return isDead ? places.dies(at.channel, String(started.code)) : posted;
  };

  const putForumPost = (at: Head, message: DiscordMessage, how: Sending, title: string): Promise<Posted> => {
    const body = { ...threadNamed(title), message: marked(message, how.key) };
    const call: Call = { method: 'POST', path: `/channels/${at.channel}/threads`, body };
    return put(at, call, how, (ask) => ask(call));
  };

  return async ({ channel, thread }, message, { thread: title, ...how }) => {
    const dead = await places.dead(channel);
    if (dead) return dead;
    if (thread !== null) {
      const at = { channel, thread };
      const call = create(thread, message, how.key);
      return put(at, call, how, (ask) => sendInto(ask, at, () => ask(call)));
    }
    const place = await channels.find(channel);
    if ('code' in place) return places.dies(channel, String(place.code));
    switch (place.kind) {
      case 'text':
        return putHead({ channel, thread: null }, message, how, title);
      case 'forum':
        return putForumPost({ channel, thread: null }, message, how, title);
      case 'thread':
        return places.dies(channel, String(unfit));
    }
  };
}

const waitingAs = ({ urgency }: Sending) => ({ urgency, patience: patienceOf[urgency] });

/** The call that posts it, with a nonce against a second message. */
export const create = (channel: string, message: DiscordMessage, key: string): Call => ({
  method: 'POST',
  path: `/channels/${channel}/messages`,
  body: { ...marked(message, key), nonce: nonceOf(key), enforce_nonce: true },
});

/** Whether another name for the thread would not help: there is a thread already, the card is gone, or no thread is allowed. */
const isSettled = (code: number): boolean =>
  code === Number(RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) ||
  ['dead place', 'no edit'].includes(verdictOf(code));

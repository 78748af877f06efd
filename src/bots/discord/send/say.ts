import type { Spot } from '../../chat/send/once.ts';
import { patienceOf } from '../../chat/send/urgency.ts';
import type { DiscordWords } from '../draw/message.ts';
import { postedAt, sendInto } from './delivery.ts';
import type { DiscordApi } from './discord-api.ts';
import { marked } from './mark.ts';
import { create, type PostParts } from './post.ts';
import { verdictOf } from './verdict.ts';
import type { Answer, Ask, Call } from './web.ts';
import type { Webhook, Webhooks } from './webhooks.ts';

interface SayParts extends Pick<PostParts, 'caller' | 'places'> {
  webhooks: Webhooks;
}

type InThread = Spot & { thread: string };
type Draw = Parameters<DiscordApi['say']>[1];

export function createSay({ caller, places, webhooks }: SayParts): DiscordApi['say'] {
  /** Null: these words have no name of their own, or we may have no webhook there. A webhook that was deleted is made anew. */
  const asRole = async (ask: Ask, { channel, thread }: InThread, draw: Draw, key: string): Promise<Answer | null> => {
    const message = draw('webhook');
    if (message.username === undefined) return null;
    for (let tries = 0; tries < 2; tries += 1) {
      const webhook = await webhooks.open(ask, channel);
      if (webhook === null) return null;
      const answer = await ask(execute(webhook, thread, marked(message, key)));
      if (answer.ok || verdictOf(answer.code) !== 'no webhook') return answer;
      webhooks.forget(channel, webhook);
    }
    return null;
  };

  return async ({ channel, thread }, draw, { key, urgency, once }) => {
    const dead = await places.dead(channel);
    if (dead) return dead;
    const at = { channel, thread };
    // The webhook's calls and the bot's share the thread's lane, so that what is said there stays in order.
    return caller.turn(['send', thread], { urgency, patience: patienceOf[urgency] }, (ask) =>
      once(async () => {
        const byBot = create(thread, draw('bot'), key);
        const send = async (): Promise<Answer> => (await asRole(ask, at, draw, key)) ?? ask(byBot);
        return postedAt(places, at, byBot, await sendInto(ask, at, send));
      }),
    );
  };
}

/** In the thread; `wait` makes Discord answer with the message. */
const execute = ({ id, token }: Webhook, thread: string, body: DiscordWords): Call => ({
  method: 'POST',
  path: `/webhooks/${id}/${token}`,
  query: { wait: 'true', thread_id: thread, with_components: 'true' },
  body,
  bearsSecret: true,
});

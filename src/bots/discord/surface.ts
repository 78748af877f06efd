import type { Posted, Surface } from '../../core/cards/surface.ts';
import type { Sends } from '../../core/sends.ts';
import { RateLimited } from '../chat/send/errors.ts';
import { createOnce } from '../chat/send/once.ts';
import { createUnderWay } from '../chat/send/under-way.ts';
import { Urgencies } from '../chat/send/urgency.ts';
import { drawCard, drawTold, drawWords } from './draw/message.ts';
import type { Site } from './draw/site.ts';
import type { DiscordApi } from './send/discord-api.ts';
import { DiscordOutage, DiscordRefused } from './send/errors.ts';
import { answerWithin } from './send/web.ts';

export interface DiscordSurfaceParts {
  api: Pick<DiscordApi, 'post' | 'say' | 'update' | 'find' | 'direct'>;
  sends: Sends;
  site: Site;
  now?: () => Date;
}

/** The bot port over Discord. */
export function createDiscordSurface({ api, sends, site, now = () => new Date() }: DiscordSurfaceParts): Surface {
  const once = createOnce({ ...{ sends, now, answerWithin, busy, neverArrived }, find: (...of) => api.find(...of) });
  const underWay = createUnderWay<Posted>();
  const urgencies = new Urgencies();

  return {
    name: 'discord',

    post({ place, thread }, card, key) {
      const at = { channel: place.channel, thread };
      const how = { key, urgency: 'settlement' as const, once: once(key, at), thread: card.title };
      return underWay(key, () => api.post(at, drawCard(card, site), how));
    },

    async update(ref, card) {
      const how = { revision: card.revision, urgency: urgencies.of(ref.message, card) };
      const outcome = await api.update(ref, drawCard(card, site), how);
      if (outcome === 'updated') urgencies.shown(ref.message, card);
      return outcome;
    },

    say({ place, thread }, words, key) {
      const at = { channel: place.channel, thread };
      const how = { key, urgency: 'words' as const, once: once(key, at) };
      return underWay(key, () => api.say(at, (by) => drawWords(words, by, site), how));
    },

    reword: (ref, words, revision) => api.update(ref, drawWords(words, 'bot', site), { revision, urgency: 'words' }),

    // As whoever comes next with this key, who then has nothing to send.
    async find({ place, thread }, key) {
      const found = await once(key, { channel: place.channel, thread })(async () => 'gone');
      return found === 'gone' || 'lost' in found ? null : found;
    },

    // Where nobody has pressed or typed anything just now, Discord shows nothing to one person but a direct message.
    async tell({ user }, _at, text) {
      await api.direct(user, drawTold(text, [], site));
    },
  };
}

const busy = (): DiscordOutage =>
  new DiscordOutage('discord-busy', 'Another process is posting this; the next try finds it.');

/** Discord said no before it did anything. */
const neverArrived = (error: unknown): boolean =>
  error instanceof RateLimited ||
  error instanceof DiscordRefused ||
  (error instanceof DiscordOutage && error.code !== 'discord-away');

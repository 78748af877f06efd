import type { Posted, Surface } from '../../core/cards/surface.ts';
import type { Sends } from '../../core/sends.ts';
import { drawCard, drawTold, drawWords, type SlackWords } from './draw/message.ts';
import type { Site } from './draw/site.ts';
import { RateLimited } from '../chat/send/errors.ts';
import { createOnce, type Spot } from '../chat/send/once.ts';
import { createUnderWay } from '../chat/send/under-way.ts';
import { Urgencies, type Urgency } from '../chat/send/urgency.ts';
import { SlackOutage, SlackRefused } from './send/errors.ts';
import type { SlackApi } from './send/slack-api.ts';
import { answerWithin } from './send/web.ts';

export interface SlackSurfaceParts {
  api: Pick<SlackApi, 'post' | 'update' | 'find' | 'postEphemeral' | 'postDirect'>;
  sends: Sends;
  site: Site;
  now?: () => Date;
}

/** The bot port over Slack. */
export function createSlackSurface({ api, sends, site, now = () => new Date() }: SlackSurfaceParts): Surface {
  const once = createOnce({ ...{ sends, now, answerWithin, busy, neverArrived }, find: (...of) => api.find(...of) });
  const underWay = createUnderWay<Posted>();
  const urgencies = new Urgencies();

  const post = (at: Spot, message: SlackWords, key: string, urgency: Urgency): Promise<Posted> =>
    underWay(key, () => api.post(at, message, { key, urgency, once: once(key, at) }));

  return {
    name: 'slack',

    post: ({ place, thread }, card, key) =>
      post({ channel: place.channel, thread }, drawCard(card, site), key, 'settlement'),

    async update({ channel, message }, card) {
      const how = { revision: card.revision, urgency: urgencies.of(message, card) };
      const outcome = await api.update({ channel, ts: message }, drawCard(card, site), how);
      if (outcome === 'updated') urgencies.shown(message, card);
      return outcome;
    },

    say: ({ place, thread }, words, key) =>
      post({ channel: place.channel, thread }, drawWords(words, site), key, 'words'),

    reword: ({ channel, message }, words, revision) =>
      api.update({ channel, ts: message }, drawWords(words, site, revision), { revision, urgency: 'words' }),

    // As whoever comes next with this key, who then has nothing to send.
    async find({ place, thread }, key) {
      const at = { channel: place.channel, thread };
      const found = await once(key, at)(async () => 'gone');
      return found === 'gone' || 'lost' in found ? null : found;
    },

    async tell({ user }, at, text) {
      const message = drawTold(text, [], site);
      if ((await api.postEphemeral(at, user, message)) === 'absent') await api.postDirect(user, message);
    },
  };
}

const busy = (): SlackOutage =>
  new SlackOutage('slack-busy', 'Another process is posting this; the next try finds it.');

/** Slack said no before it did anything. */
const neverArrived = (error: unknown): boolean =>
  error instanceof RateLimited ||
  error instanceof SlackRefused ||
  (error instanceof SlackOutage && error.code === 'slack-token');

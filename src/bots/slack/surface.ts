import type { Card } from '../../core/cards/card.ts';
import type { Posted, Surface } from '../../core/cards/surface.ts';
import type { Sends } from '../../core/sends.ts';
import { drawCard, drawTold, drawWords, type SlackWords } from './draw/message.ts';
import type { Site } from './draw/site.ts';
import { createOnce } from './send/once.ts';
import type { SlackApi, Spot, Urgency } from './send/slack-api.ts';

export interface SlackSurfaceParts {
  api: Pick<SlackApi, 'post' | 'update' | 'find' | 'postEphemeral' | 'postDirect'>;
  sends: Sends;
  site: Site;
  now?: () => Date;
}

/** The bot port over Slack. */
export function createSlackSurface({ api, sends, site, now = () => new Date() }: SlackSurfaceParts): Surface {
  const once = createOnce({ sends, find: (...of) => api.find(...of), now });
  const underWay = new Map<string, Promise<Posted>>();

  const put = async (at: Spot, message: SlackWords, key: string, urgency: Urgency): Promise<Posted> => {
    const posted = await api.post(at, message, { key, urgency, once: once(key, at) });
    if (posted === 'gone' || 'lost' in posted) return posted;
    return { channel: posted.channel, thread: at.thread, message: posted.ts };
  };

  /** Whoever comes with the same key meanwhile gets the same answer. */
  const post = (...[at, message, key, urgency]: Parameters<typeof put>): Promise<Posted> => {
    const known = underWay.get(key);
    if (known) return known;
    const posting = put(at, message, key, urgency).finally(() => underWay.delete(key));
    underWay.set(key, posting);
    return posting;
  };

  return {
    name: 'slack',

    post: ({ place, thread }, card, key) =>
      post({ channel: place.channel, thread }, drawCard(card, site), key, 'settlement'),

    update: ({ channel, message }, card) => {
      const how = { revision: card.revision, urgency: urgencyOf(card) };
      return api.update({ channel, ts: message }, drawCard(card, site), how);
    },

    say: ({ place, thread }, words, key) =>
      post({ channel: place.channel, thread }, drawWords(words, site), key, 'words'),

    reword: ({ channel, message }, words, revision) =>
      api.update({ channel, ts: message }, drawWords(words, site, revision), { revision, urgency: 'words' }),

    // As whoever comes next with this key, who then has nothing to send.
    async find({ place, thread }, key) {
      const at = { channel: place.channel, thread };
      const found = await once(key, at)(async () => 'gone');
      return found === 'gone' || 'lost' in found ? null : { ...at, message: found.ts };
    },

    async tell({ user }, at, text) {
      const message = drawTold(text, [], site);
      if ((await api.postEphemeral(at, user, message)) === 'absent') await api.postDirect(user, message);
    },
  };
}

/** A question, and whatever says that a run waits, stopped or ended, goes out before what merely moves on. */
function urgencyOf({ subject, outcome, badge }: Card): Urgency {
  const movesOn = subject.kind === 'run' && outcome === null && (badge.tone === 'busy' || badge.tone === 'calm');
  return movesOn ? 'progress' : 'settlement';
}

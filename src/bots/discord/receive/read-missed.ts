import type { CatchUpParts } from '../../chat/missed/catch-up.ts';
import type { DiscordApi } from '../send/discord-api.ts';
import type { Deliver } from './deliver.ts';

interface ReadingParts {
  api: Pick<DiscordApi, 'said' | 'channel'>;
  deliver: Deliver;
}

/** Hands on what stands in a thread as the gateway would have told it: it tells a new session nothing of what was said before that. */
export const createMissedReader =
  ({ api, deliver }: ReadingParts): CatchUpParts['read'] =>
  async ({ thread }, since, stopping) => {
    const guild = (await api.channel(thread))?.guild;
    if (guild === undefined) return;
    for (const message of await api.said(thread, since)) {
      if (stopping.aborted) return;
      await deliver({ t: 'MESSAGE_CREATE', d: { ...message, guild_id: guild } }, 'late');
    }
  };

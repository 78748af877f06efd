import type { PostRef } from '../core/cards/surface.ts';
import type { ThreadLink } from '../core/console/thread-link.ts';
import type { Posting, Postings } from '../core/ports.ts';
import type { DiscordAccess } from './discord.ts';
import type { SlackAccess } from './slack.ts';

/** How long a page waits for a platform, in milliseconds; without its answer, the page has no link to that thread. */
const patience = 1500;

/** The addresses of threads never change, so this many of the newest are remembered. */
const mostRemembered = 2000;

interface Ports {
  postings: Pick<Postings, 'ofSubject'>;
  slack: { api: Pick<SlackAccess['api'], 'permalink'> } | null;
  discord: { api: Pick<DiscordAccess['api'], 'channel'> } | null;
}

/** Links to the threads of a run on other platforms. Never rejects: links that a platform doesn't give in time are left out. */
export function createThreadsElsewhere({ postings, slack, discord }: Ports) {
  const known = new Map<string, ThreadLink>();

  const ask = async ({ place, ref, lost }: Posting): Promise<ThreadLink | null> => {
    if (!ref || lost !== null || place.surface === 'console') return null;
    const key = `${place.surface} ${ref.channel} ${ref.message}`;
    const before = known.get(key);
    if (before) return before;
    const url = place.surface === 'slack' ? await slackUrl(slack, ref) : await discordUrl(discord, ref);
    if (url === null) return null;
    const link = { surface: place.surface, url };
    known.set(key, link);
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size > mostRemembered) known.delete(oldest);
    return link;
  };

  return async (runId: string): Promise<readonly ThreadLink[]> => {
    const stand = await postings.ofSubject({ kind: 'run', id: runId });
    const links = await Promise.all(stand.map((posting) => inTime(ask(posting))));
    return links.filter((link) => link !== null);
  };
}

function inTime<T>(asked: Promise<T | null>): Promise<T | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, patience, null).unref());
  return Promise.race([asked.catch(() => null), late]);
}

const slackUrl = async (slack: Ports['slack'], { channel, message }: PostRef): Promise<string | null> =>
  slack && (await slack.api.permalink({ channel, ts: message }));

/** In Discord, a thread has the id of the message from which it was started. */
async function discordUrl(discord: Ports['discord'], { channel, message }: PostRef): Promise<string | null> {
  const place = discord && (await discord.api.channel(channel));
  return place && `https://discord.com/channels/${place.guild}/${message}`;
}

import { ChannelType } from 'discord.js';
import { z } from 'zod';
import { refused, type Caller } from './call.ts';
import type { Channel } from './discord-api.ts';
import { verdictOf } from './verdict.ts';

/** Milliseconds: a click waits for what is asked here. */
const whileTheyWait = 5_000;
/** Channels and threads; each run has a thread. */
const mostKept = 10_000;

const kinds: Readonly<Partial<Record<ChannelType, Channel['kind']>>> = {
  [ChannelType.GuildText]: 'text',
  [ChannelType.GuildAnnouncement]: 'text',
  [ChannelType.GuildForum]: 'forum',
  [ChannelType.GuildMedia]: 'forum',
  [ChannelType.AnnouncementThread]: 'thread',
  [ChannelType.PublicThread]: 'thread',
  [ChannelType.PrivateThread]: 'thread',
};

const channel = z.looseObject({
  id: z.string(),
  type: z.number(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  name: z.string().nullish(),
});

/** What a channel is: asked once, and remembered, since neither its kind nor its parent changes. */
export class Channels {
  readonly #caller: Caller;
  readonly #known = new Map<string, Channel | { code: number }>();

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** A code of Discord's where there is nothing that we could post in. */
  async find(id: string): Promise<Channel | { code: number }> {
    const known = this.#known.get(id);
    if (known) return known;
    const call = { method: 'GET', path: `/channels/${id}` } as const;
    const answer = await this.#caller.send(['look', id], call, { patience: whileTheyWait });
    if (answer.ok) return this.#keep(id, channelOf(channel.parse(answer.data)));
    if (verdictOf(answer.code) === 'dead place') return { code: answer.code };
    throw refused(call, answer);
  }

  /** Its name when it was asked about; null if it never was. No call is made for a name alone. */
  nameOf(id: string): string | null {
    const known = this.#known.get(id);
    return known === undefined || 'code' in known ? null : known.name;
  }

  #keep<Found extends Channel | { code: number }>(id: string, found: Found): Found {
    this.#known.set(id, found);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKept && oldest !== undefined) this.#known.delete(oldest);
    return found;
  }
}

/** Nothing can be posted in other kinds: a category, a voice channel, somebody's direct messages. */
function channelOf(read: z.infer<typeof channel>): Channel | { code: number } {
  const kind = kinds[read.type as ChannelType];
  if (kind === undefined || read.guild_id === undefined) return { code: unfit };
  const parent = kind === 'thread' ? (read.parent_id ?? null) : null;
  return { id: read.id, kind, parent, guild: read.guild_id, name: read.name ?? '' };
}

/** “Cannot execute action on this channel type”. */
export const unfit = 50024;

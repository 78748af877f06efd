import type { Clock } from '../../chat/send/clock.ts';
import type { Errand } from '../../chat/send/lane.ts';
import { LaneSet } from '../../chat/send/lane-set.ts';
import { rateOfTier } from '../../chat/send/pace.ts';
import { limits } from '../limits.ts';
import { SlackOutage } from './errors.ts';

const { two, three, four, special } = limits.tiers;

/** Calls a minute, by method. Reference: each method's page. */
const tiers = {
  'chat.update': three,
  'chat.postEphemeral': four,
  'chat.getPermalink': special,
  'conversations.history': three,
  'conversations.info': three,
  'conversations.replies': three,
  'views.open': four,
  'views.update': four,
  'views.publish': four,
  'usergroups.list': two,
  'users.info': four,
  'auth.test': special,
} as const;

export type Method = keyof typeof tiers | 'chat.postMessage';

const mostLanes = 200;
/** Different messages go side by side. What is posted in a channel goes one after the other, and stays in order. */
const callsAtOnce = 5;

const busy = (why: string, roomIn: number): SlackOutage => new SlackOutage('slack-busy', why, roomIn);

/**
 * A lane for each rate of Slack's: one for each method, and for posting one for each channel. Slack also limits posting to “several
 * hundred messages a minute” for a workspace: a 429 for that stops channel after channel.
 */
export class Lanes {
  readonly #lanes: LaneSet;

  constructor(clock: Clock) {
    this.#lanes = new LaneSet({ clock, mostLanes, busy });
  }

  add<T>(method: Method, channel: string | null, errand: Errand<T>): Promise<T> {
    const lane =
      method === 'chat.postMessage'
        ? { name: `${method} in ${channel ?? ''}`, rate: limits.posting, atOnce: 1 }
        : { name: method, rate: rateOfTier(tiers[method]), atOnce: callsAtOnce };
    return this.#lanes.of(lane).add(errand);
  }

  clear(error: Error): void {
    this.#lanes.clear(error);
  }
}

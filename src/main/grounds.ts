import { Self } from '../bots/chat/self.ts';
import type { Ground } from '../core/attention/reminder.ts';
import type { Place } from '../core/project/definition.ts';
import type { DiscordAccess } from './discord.ts';
import type { SlackAccess } from './slack.ts';

/** Milliseconds after which a platform that didn't say, or hasn't answered, is asked again; it counts as away meanwhile. */
const askAgain = 60_000;

/** Null where there is no such place, or none of ours. Rejections are outages. */
type Ask = (place: Place) => Promise<string | null>;

/** Who can be asked; null for a platform that is not set up in this process. */
type Asks = Record<'slack' | 'discord', Ask | null>;

export function asksOf(slack: SlackAccess | null, discord: DiscordAccess | null): Asks {
  const self = slack && new Self(() => slack.api.whoAmI());
  return {
    // A token is good for one workspace, whatever the channel.
    slack: self && (async () => (await self.get()).team),
    discord: discord && (async ({ channel }) => (await discord.api.channel(channel))?.guild ?? null),
  };
}

/** Whose places are, as their platforms say: nobody waits for it, and what was said once holds. */
export function createGrounds(asks: Asks, now = () => performance.now()): (place: Place) => Ground {
  const known = new Map<string, { ground: Ground; until: number }>();
  return (place) => {
    const { surface, channel } = place;
    if (surface === 'console') return { team: null };
    const ask = asks[surface];
    if (ask === null) return 'away';
    const key = `${surface} ${channel}`;
    const last = known.get(key);
    if (last && now() < last.until) return last.ground;
    const learn = (ground: Ground): void =>
      void known.set(key, { ground, until: ground === 'away' ? now() + askAgain : Infinity });
    const meanwhile = last ? 'away' : 'asked';
    known.set(key, { ground: meanwhile, until: now() + askAgain });
    ask(place).then(
      (team) => learn(team === null ? 'away' : { team }),
      () => learn('away'),
    );
    return meanwhile;
  };
}

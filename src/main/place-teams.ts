import { Self } from '../bots/chat/self.ts';
import type { TeamOfPlace } from '../core/attention/reminder.ts';
import type { Place } from '../core/project/definition.ts';
import type { DiscordAccess } from './discord.ts';
import type { SlackAccess } from './slack.ts';

/** Milliseconds after which a platform that failed, or has not answered yet, is asked again. Meanwhile the place counts as away. */
const askAgain = 60_000;

/** The workspace or server of a place; null if it does not exist or we can't see it. Rejections are outages. */
type AskPlatform = (place: Place) => Promise<string | null>;

/** How to ask each platform; null for one that is not configured in this process. */
type Platforms = Record<'slack' | 'discord', AskPlatform | null>;

export function platformsToAsk(slack: SlackAccess | null, discord: DiscordAccess | null): Platforms {
  const self = slack && new Self(() => slack.api.whoAmI());
  return {
    // A token is good for one workspace, whatever the channel.
    slack: self && (async () => (await self.get()).team),
    discord: discord && (async ({ channel }) => (await discord.api.channel(channel))?.guild ?? null),
  };
}

/** To which workspace or server a place belongs, according to its platform. Never waits: the first call asks, and an answer is kept for good. */
export function createPlaceTeams(platforms: Platforms, now = () => performance.now()): (place: Place) => TeamOfPlace {
  const known = new Map<string, { team: TeamOfPlace; until: number }>();
  return (place) => {
    const { surface, channel } = place;
    if (surface === 'console') return { team: null };
    const ask = platforms[surface];
    if (ask === null) return 'away';
    const key = `${surface} ${channel}`;
    const last = known.get(key);
    if (last && now() < last.until) return last.team;
    const learn = (team: TeamOfPlace): void =>
      void known.set(key, { team, until: team === 'away' ? now() + askAgain : Infinity });
    const meanwhile = last ? 'away' : 'asked';
    known.set(key, { team: meanwhile, until: now() + askAgain });
    ask(place).then(
      (team) => learn(team === null ? 'away' : { team }),
      () => learn('away'),
    );
    return meanwhile;
  };
}

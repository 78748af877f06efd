import type { Account } from '../../../core/people/actor.ts';
import type { Groups, Membership } from '../../../core/people/groups.ts';
import type { Log } from '../../chat/log.ts';
import { recently } from '../../chat/recently.ts';
import type { Dispatch } from '../receive/dispatch.ts';
import type { DiscordApi, Member } from '../send/discord-api.ts';
import { newsIn } from './news.ts';

interface GroupsParts {
  api: Pick<DiscordApi, 'member'>;
  log: Pick<Log, 'warn'>;
  /** Milliseconds, of any beginning. */
  now?: () => number;
  /** The time of day, in milliseconds. */
  wall?: () => number;
}

/** Discord's as well as everybody's: the gateway tells what happens to members, where somebody listens to it. */
export interface DiscordGroups extends Groups {
  heard(dispatch: Dispatch): void;
}

/**
 * Roles of guilds, from GET /guilds/:guild/members/:user, which needs no privileged intent; and from what people do, which comes with
 * the roles that they have just then. With the GUILD_MEMBERS intent, a change is heard at once (S7).
 */
export function createDiscordGroups({
  api,
  log,
  now = () => performance.now(),
  wall = Date.now,
}: GroupsParts): DiscordGroups {
  const read = (key: string): Promise<Member | null> => {
    const [guild = '', user = ''] = key.split('/');
    return api.member(guild, user);
  };
  const members = recently({ read, now, name: 'Discord' });

  return {
    async of(account, asked, freshness) {
      try {
        return standing(account, asked, await members.of(keyOf(account), freshness));
      } catch (error) {
        log.warn({ err: error, account }, 'Which roles somebody has could not be read.');
        return { kind: 'unread' };
      }
    },

    async nameOf(account) {
      const member = await members.of(keyOf(account), 'recent').catch(() => null);
      return member?.name ?? null;
    },

    heard(dispatch) {
      const news = newsIn(dispatch);
      if (news?.kind === 'seen') members.learn(news.key, news.member, Math.max(0, wall() - news.at));
      if (news?.kind === 'changed') members.forget(news.isAbout);
    },
  };
}

const keyOf = ({ team, user }: Account): string => `${team}/${user}`;

/** What nobody is given, nobody has: @everyone, whose id is the guild's, is in no member's list, and never counts (S1). */
function standing({ team }: Account, asked: readonly string[], member: Member | null): Membership {
  if (!member || member.isBot) return { kind: 'gone' };
  const own = member.roles.filter((role) => role !== team).map((role) => `${team}/${role}`);
  return { kind: 'member', name: member.name, groups: asked.filter((group) => own.includes(group)) };
}

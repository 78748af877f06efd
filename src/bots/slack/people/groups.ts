import type { Account } from '../../../core/people/actor.ts';
import type { Freshness, Groups, Membership } from '../../../core/people/groups.ts';
import type { Log } from '../../chat/log.ts';
import { recently } from '../../chat/recently.ts';
import type { SlackApi, SlackUser } from '../send/slack-api.ts';

interface GroupsParts {
  api: Pick<SlackApi, 'userGroups' | 'user'>;
  log: Pick<Log, 'warn'>;
  /** Milliseconds, of any beginning. */
  now?: () => number;
}

/**
 * Slack's user groups, from usergroups.list, which tells the members of all of them at once (tier 2: 20 calls a minute and workspace,
 * unverified beyond the reference), and from users.info of whoever comes (tier 4).
 */
export function createSlackGroups({ api, log, now = () => performance.now() }: GroupsParts): Groups {
  const allGroups = recently({ read: () => api.userGroups(), now, name: 'Slack' });
  const users = recently({ read: (user) => api.user(user), now, name: 'Slack' });

  const groupsOf = async (user: string, asked: readonly string[], freshness: Freshness): Promise<string[]> => {
    if (asked.length === 0) return [];
    const members = new Map((await allGroups.of('all', freshness)).map(({ id, users }) => [id, users]));
    // A group that is no more has no members.
    return asked.filter((group) => members.get(idIn(group))?.includes(user) === true);
  };

  return {
    async of(account, asked, freshness) {
      try {
        const [found, groups] = await Promise.all([
          users.of(account.user, freshness),
          groupsOf(account.user, asked, freshness),
        ]);
        return standing(account, found, groups);
      } catch (error) {
        log.warn({ err: error, account }, 'Which user groups somebody is in could not be read.');
        return { kind: 'unread' };
      }
    },

    async nameOf({ team, user }) {
      const found = await users.of(user, 'recent').catch(() => null);
      return found?.team === team ? found.name : null;
    },
  };
}

/** `TEAM/USERGROUP`, as a project file writes it. */
const idIn = (group: string): string => group.split('/')[1] ?? '';

/** Whose id it is, Slack says itself: what came with a payload is compared with it (S9). */
function standing(account: Account, user: SlackUser | null, groups: readonly string[]): Membership {
  if (!user || user.isDeleted || user.isBot) return { kind: 'gone' };
  if (user.team !== account.team) return { kind: 'other_team' };
  return user.isGuest ? { kind: 'guest' } : { kind: 'member', name: user.name, groups };
}

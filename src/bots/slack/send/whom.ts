import { z } from 'zod';
import { refused, type Caller } from './call.ts';
import type { SlackApi } from './slack-api.ts';

type Whom = Pick<SlackApi, 'userGroups' | 'user' | 'whoAmI'>;

/** Milliseconds: a click waits for what is asked here. */
const whileTheyWait = 5_000;

/** A group without members may come without the list of them. */
const group = z.looseObject({ id: z.string(), users: z.array(z.string()).default([]) });
const groups = z.looseObject({ usergroups: z.array(group) });
const flag = z.boolean().optional();
const user = z.looseObject({
  user: z.looseObject({
    id: z.string(),
    team_id: z.string(),
    name: z.string(),
    real_name: z.string().optional(),
    deleted: flag,
    is_bot: flag,
    is_restricted: flag,
    is_ultra_restricted: flag,
    is_stranger: flag,
    profile: z.looseObject({ display_name: z.string().optional() }).optional(),
  }),
});
const self = z.looseObject({
  team_id: z.string(),
  user_id: z.string(),
  response_metadata: z.looseObject({ scopes: z.array(z.string()).optional() }).optional(),
});

export const createWhom = (caller: Caller): Whom => ({
  async userGroups() {
    const how = { patience: whileTheyWait, key: 'usergroups.list' };
    const answer = await caller.send('usergroups.list', { include_users: true }, how);
    if (!answer.ok) throw refused('usergroups.list', answer);
    return groups.parse(answer.data).usergroups.map(({ id, users }) => ({ id, users }));
  },

  async user(id) {
    const answer = await caller.send('users.info', { user: id }, { patience: whileTheyWait, key: id });
    if (answer.ok) return toWhom(user.parse(answer.data).user);
    if (['user_not_found', 'user_not_visible'].includes(answer.error)) return null;
    throw refused('users.info', answer);
  },

  async whoAmI() {
    const answer = await caller.send('auth.test', {});
    if (!answer.ok) throw refused('auth.test', answer);
    const read = self.parse(answer.data);
    return { team: read.team_id, user: read.user_id, scopes: read.response_metadata?.scopes ?? [] };
  },
});

const toWhom = (read: z.infer<typeof user>['user']) => ({
  id: read.id,
  team: read.team_id,
  name: [read.profile?.display_name, read.real_name, read.name].find((name) => name) ?? read.id,
  isBot: read.is_bot ?? false,
  isDeleted: read.deleted ?? false,
  isGuest: (read.is_restricted ?? false) || (read.is_ultra_restricted ?? false) || (read.is_stranger ?? false),
});

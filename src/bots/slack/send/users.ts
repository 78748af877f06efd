import { z } from 'zod';
import { refused, type Caller } from './call.ts';
import type { SlackApi } from './slack-api.ts';

type Users = Pick<SlackApi, 'userGroups' | 'user' | 'whoAmI'>;

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

export const createUsers = (caller: Caller): Users => ({
  async userGroups() {
    const how = { patience: whileTheyWait, key: 'usergroups.list' };
    const response = await caller.send('usergroups.list', { include_users: true }, how);
    if (!response.ok) throw refused('usergroups.list', response);
    return groups.parse(response.data).usergroups.map(({ id, users }) => ({ id, users }));
  },

  async user(id) {
    const response = await caller.send('users.info', { user: id }, { patience: whileTheyWait, key: id });
    if (response.ok) return toUser(user.parse(response.data).user);
    if (['user_not_found', 'user_not_visible'].includes(response.error)) return null;
    throw refused('users.info', response);
  },

  async whoAmI() {
    const response = await caller.send('auth.test', {});
    if (!response.ok) throw refused('auth.test', response);
    const read = self.parse(response.data);
    return { team: read.team_id, user: read.user_id, scopes: read.response_metadata?.scopes ?? [] };
  },
});

const toUser = (read: z.infer<typeof user>['user']) => ({
  id: read.id,
  team: read.team_id,
  name: [read.profile?.display_name, read.real_name, read.name].find((name) => name) ?? read.id,
  isBot: read.is_bot ?? false,
  isDeleted: read.deleted ?? false,
  isGuest: (read.is_restricted ?? false) || (read.is_ultra_restricted ?? false) || (read.is_stranger ?? false),
});

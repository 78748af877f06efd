import { userJson } from '../payloads/user.ts';
import type { Json } from '../world/message.ts';
import type { Group } from '../world/user.ts';
import type { World } from '../world/world.ts';
import { isOn, textOf } from './arguments.ts';
import { type Method, no } from './method.ts';

/** https://docs.slack.dev/reference/methods/users.info */
export const userInfo: Method = {
  tier: 4,
  token: 'bot',
  scopes: ['users:read'],
  run: (args, { world }) => {
    const user = world.users.get(textOf(args.user) ?? '');
    return user === undefined ? no('user_not_found') : { ok: true, user: userJson(user, world) };
  },
};

const groupJson = (group: Group, world: World, withUsers: boolean): Json => ({
  ...{ id: group.id, team_id: world.team.id, is_usergroup: true, name: group.handle, handle: group.handle },
  ...{ is_external: false, date_delete: 0, user_count: group.members.length },
  ...(withUsers && { users: group.members }),
});

/** https://docs.slack.dev/reference/methods/usergroups.list */
export const listGroups: Method = {
  tier: 2,
  token: 'bot',
  scopes: ['usergroups:read'],
  run: (args, { world }) => ({
    ok: true,
    usergroups: [...world.groups.values()].map((it) => groupJson(it, world, isOn(args.include_users))),
  }),
};

/** https://docs.slack.dev/reference/methods/usergroups.users.list */
export const listGroupMembers: Method = {
  tier: 2,
  token: 'bot',
  scopes: ['usergroups:read'],
  run: (args, { world }) => {
    const group = world.groups.get(textOf(args.usergroup) ?? '');
    return group === undefined ? no('no_such_subteam') : { ok: true, users: group.members };
  },
};

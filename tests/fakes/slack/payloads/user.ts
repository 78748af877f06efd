import type { Json } from '../world/message.ts';
import type { User } from '../world/user.ts';
import type { World } from '../world/world.ts';

/** https://docs.slack.dev/reference/objects/user-object; `is_stranger`: of a company that shares a channel with ours. */
export const userJson = (user: User, world: World): Json => ({
  ...{ id: user.id, team_id: user.team, name: user.name, real_name: user.name, deleted: false, tz: user.zone },
  profile: { real_name: user.name, display_name: user.name, team: user.team },
  ...{ is_admin: false, is_owner: false, is_primary_owner: false, is_bot: false, is_app_user: false },
  ...{ is_restricted: user.guest !== null, is_ultra_restricted: user.guest === 'single-channel' },
  ...(user.team !== world.team.id && { is_stranger: true }),
  updated: 1,
});

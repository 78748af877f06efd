import type { Names } from '../text/names.ts';
import type { User } from '../world/user.ts';
import type { World } from '../world/world.ts';

/** What this person's client knows of the workspace. */
export const namesFor = (world: World, user: User): Names => ({
  user: (id) => (id === world.app.botUser ? world.app.name : world.users.get(id)?.name),
  channel: (id) => world.channels.get(id)?.name,
  group: (id) => {
    const handle = world.groups.get(id)?.handle;
    return handle === undefined ? undefined : `@${handle}`;
  },
  zone: user.zone,
});

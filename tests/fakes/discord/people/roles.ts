import { asMember, asRole, asUser } from '../world/payloads.ts';
import type { Guild, Role } from '../world/things.ts';
import type { World } from '../world/world.ts';
import type { Person } from './person.ts';
import type { Self } from './self.ts';

/** The role of this name, made if need be. */
export function ensureRole(world: World, guild: Guild, name: string): Role {
  const known = [...guild.roles.values()].find((it) => it.name === name);
  if (known !== undefined) return known;
  const role = { id: world.ids.next(), name, permissions: 0n };
  guild.roles.set(role.id, role);
  world.tell('GUILD_ROLE_CREATE', { guild_id: guild.id, role: asRole(role) });
  return role;
}

/** In every guild that this person is in. */
function change(self: Self, name: string, turn: (roles: Set<string>, role: Role) => void): string {
  const { world } = self.ground;
  const guilds = [...world.guilds.values()].filter((it) => it.members.has(self.user.id));
  const changed = guilds.map((guild) => {
    const role = ensureRole(world, guild, name);
    turn(guild.members.get(self.user.id)!, role);
    world.tell('GUILD_MEMBER_UPDATE', { guild_id: guild.id, user: asUser(self.user), ...asMember(guild, self.user) });
    return role.id;
  });
  return changed[0] ?? '';
}

export const havingRoles = (self: Self): Pick<Person, 'gainRole' | 'loseRole'> => ({
  gainRole: (name) => change(self, name, (roles, role) => roles.add(role.id)),
  loseRole: (name) => void change(self, name, (roles, role) => roles.delete(role.id)),
});

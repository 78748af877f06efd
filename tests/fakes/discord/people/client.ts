import type { User } from '../world/things.ts';
import { commanding } from './command.ts';
import { look } from './look.ts';
import { fillingIn } from './modal.ts';
import type { Person } from './person.ts';
import { pressing } from './press.ts';
import { havingRoles } from './roles.ts';
import { type Ground, Self } from './self.ts';
import { speaking } from './speak.ts';

/** Somebody’s Discord client. */
export function createClient(ground: Ground, user: User): Person {
  const self = new Self(ground, user);
  const { world, gateway } = ground;
  return {
    ...{ id: user.id, name: user.name, toasts: self.toasts, interactions: self.interactions },
    ...speaking(self),
    ...commanding(self),
    ...pressing(self),
    ...fillingIn(self),
    ...havingRoles(self),
    sees: (at) => {
      const channel = self.enter(at);
      const root = channel.parent?.messages.find((it) => it.thread === channel);
      return [...(root ? [root] : []), ...channel.messages].map((it) => look(world, it, user));
    },
    privately: () => self.secrets().map((it) => look(world, it, user)),
    redeliver: () => {
      const last = self.interactions.at(-1);
      if (last === undefined) throw new Error(`${user.name} has asked nothing yet.`);
      gateway.dispatch('INTERACTION_CREATE', last.payload);
      return last;
    },
  };
}

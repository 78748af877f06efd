import type { User } from '../world/user.ts';
import { commanding } from './command.ts';
import { interacting } from './interact.ts';
import { fillingIn } from './modal.ts';
import type { Person } from './person.ts';
import { Self } from './self.ts';
import { seeing } from './sight.ts';
import { speaking } from './speak.ts';
import type { Workspace } from './workspace.ts';

/** Somebody's Slack client. */
export function createClient(slack: Workspace, user: User): Person {
  const self = new Self(slack, user);
  return {
    ...{ id: user.id, name: user.name, team: user.team },
    ...{ toasts: self.toasts, deliveries: self.deliveries },
    ...speaking(self),
    ...commanding(self),
    ...interacting(self),
    ...fillingIn(self),
    ...seeing(self),
    openHome: async () => {
      const { world, teller } = slack;
      const view = world.views.home(user.id);
      const opened = { type: 'app_home_opened', user: user.id, channel: self.enter('direct').id, tab: 'home' };
      const known = view && { view: { id: view.id, hash: view.hash } };
      await self.told(teller.tell('app_home_opened', { ...opened, event_ts: world.stamps.next(), ...known }));
    },
    redeliver: async () => {
      const last = self.deliveries.at(-1);
      if (last === undefined) throw new Error(`${user.name} has done nothing yet.`);
      await slack.courier.again(last);
      return last;
    },
  };
}

import { look, lookAtConfirm, lookAtHome, lookAtModal } from './look.ts';
import { namesFor } from './names.ts';
import type { Person } from './person.ts';
import type { Self } from './self.ts';

/** What a person sees, in their own words and time zone. */
export function seeing(self: Self): Pick<Person, 'sees' | 'privately' | 'dialog' | 'home'> {
  const { world } = self.slack;
  const names = namesFor(world, self.user);
  return {
    sees: (at) => {
      const channel = self.enter(at.channel);
      const thread = at.thread ?? null;
      const shown = channel.messages.filter((it) => it.thread === thread || (thread !== null && it.ts === thread));
      return shown.map((it) => look(world, it, names));
    },
    privately: () => self.secrets().map((it) => look(world, it, names)),
    dialog: () => {
      if (self.asked?.confirm) return lookAtConfirm(self.asked.confirm, names);
      const view = world.views.top(self.user.id);
      return view === undefined ? null : lookAtModal(view, names);
    },
    home: () => {
      const view = world.views.home(self.user.id);
      return view === undefined ? null : lookAtHome(view, names);
    },
  };
}

import type { Delivery } from '../delivery/delivery.ts';
import { messageAction } from '../payloads/interaction.ts';
import type { Person } from './person.ts';
import { chooseOnMessage, type Place, type Press, pressInView, pressOnMessage } from './press.ts';
import type { Self } from './self.ts';
import { modalOf } from './modal.ts';

type Interacting = Pick<
  Person,
  'press' | 'aim' | 'pressPrivately' | 'pressInHome' | 'pressInModal' | 'choose' | 'accept' | 'deny' | 'shortcut'
>;

async function begin(self: Self, press: Press): Promise<Delivery | null> {
  if (press.confirm === null) return self.act(press.go(), 'The button');
  self.asked = press;
  return null;
}

const placeOf = ({ slack, user }: Self): Place => ({ world: slack.world, courier: slack.courier, user });

/** Buttons, menus and message shortcuts. */
export const interacting = (self: Self): Interacting => ({
  press: async (on, label) => begin(self, pressOnMessage(placeOf(self), self.find(on), label)),
  aim: (on, label) => {
    const press = pressOnMessage(placeOf(self), self.find(on), label);
    return () => begin(self, press);
  },
  pressPrivately: async (label) => {
    const message = self.secrets().at(-1);
    if (message === undefined) throw new Error(`${self.user.name} was shown nothing privately.`);
    const channel = self.slack.world.channels.get(message.channel)!;
    return begin(self, pressOnMessage(placeOf(self), { channel, message }, label));
  },
  pressInHome: async (label) => {
    const view = self.slack.world.views.home(self.user.id);
    if (view === undefined) throw new Error(`${self.user.name} has no App Home yet.`);
    return begin(self, pressInView(placeOf(self), view, label));
  },
  pressInModal: async (label) => begin(self, pressInView(placeOf(self), modalOf(self), label)),
  choose: async (on, option) => self.act(chooseOnMessage(placeOf(self), self.find(on), option), 'The menu'),
  accept: async () => {
    const press = self.asked;
    if (press === null) throw new Error(`No confirm dialog stands before ${self.user.name}.`);
    self.asked = null;
    return self.act(press.go(), 'The button');
  },
  deny: () => void (self.asked = null),
  shortcut: async (on, name) => {
    const { world, courier } = self.slack;
    const callbackId = world.app.shortcuts[name];
    if (callbackId === undefined) throw new Error(`The app has no message shortcut “${name}”.`);
    const payload = messageAction(world, { user: self.user, ...self.find(on), callbackId });
    return self.act(courier.send('interactive', 'message_action', payload), name);
  },
});

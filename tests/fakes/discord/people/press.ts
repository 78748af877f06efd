import { asText, type Json } from '../limits/faults.ts';
import { buttonStyle, kind } from '../limits/kinds.ts';
import { buttonsIn, labelOf, menusIn } from '../text/components.ts';
import { type Interaction, interactionType } from '../world/interaction.ts';
import type { Message } from '../world/things.ts';
import type { Person } from './person.ts';
import type { Self } from './self.ts';

type Pressing = Pick<Person, 'press' | 'aim' | 'pressPrivately' | 'choose' | 'choosePrivately'>;

function buttonOn(message: Message, label: string): Json {
  const buttons = buttonsIn(message.components);
  const labels = buttons.map(labelOf);
  const found = buttons[labels.indexOf(label)];
  if (found === undefined) throw new Error(`There is no button “${label}” here, but ${labels.join(', ') || 'none'}.`);
  if (found.disabled === true) throw new Error(`The button “${label}” is disabled.`);
  if (found.style === buttonStyle.link) throw new Error(`The button “${label}” is a link.`);
  return found;
}

const ask = (self: Self, source: Message, data: Json): Promise<Interaction> =>
  self.ask({ type: interactionType.component, channel: source.channel, source, data });

function aimAt(self: Self, message: Message, label: string): () => Promise<Interaction> {
  const { custom_id, id } = buttonOn(message, label);
  return () => ask(self, message, { component_type: kind.button, custom_id, id });
}

const optionsOf = (menu: Json): Json[] => (menu.options ?? []) as Json[];

/** In the first menu on the message that offers this. */
function chooseOn(self: Self, message: Message, option: string): Promise<Interaction> {
  const isMeant = (it: Json): boolean => it.value === option || it.label === option;
  const menu = menusIn(message.components).find((it) => optionsOf(it).some(isMeant));
  if (menu === undefined) throw new Error(`No menu on this message offers “${option}”.`);
  const values = [asText(optionsOf(menu).find(isMeant)?.value)];
  return ask(self, message, { component_type: menu.type, custom_id: menu.custom_id, id: menu.id, values });
}

export const pressing = (self: Self): Pressing => ({
  press: async (on, label) => aimAt(self, self.find(on), label)(),
  aim: (on, label) => aimAt(self, self.find(on), label),
  pressPrivately: async (label) => aimAt(self, self.lastSecret(), label)(),
  choose: async (on, option) => chooseOn(self, self.find(on), option),
  choosePrivately: async (option) => chooseOn(self, self.lastSecret(), option),
});

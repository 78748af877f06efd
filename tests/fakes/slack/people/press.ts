import type { Courier } from '../delivery/courier.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { blockActions, viewActions } from '../payloads/interaction.ts';
import { elementsOf, labelOf } from '../text/blocks.ts';
import { noNames } from '../text/names.ts';
import type { Channel } from '../world/channel.ts';
import type { Json, Message } from '../world/message.ts';
import { startValues } from '../world/normalize.ts';
import { optionsOf } from '../world/state.ts';
import type { User } from '../world/user.ts';
import type { View } from '../world/view.ts';
import type { World } from '../world/world.ts';
import { stateFor } from './form.ts';

/** A button that was pressed: its native dialog if it has one, and what goes to the app without or after it. */
export interface Press {
  confirm: Json | null;
  go: () => Delivery;
}

interface Found {
  block: Json;
  element: Json;
}

function findButton(blocks: Json[], label: string): Found {
  const buttons = elementsOf(blocks).filter(({ element }) => element.type === 'button');
  const labels = buttons.map(({ element }) => labelOf(element.text, noNames));
  const found = buttons[labels.indexOf(label)];
  if (found === undefined) throw new Error(`There is no button “${label}” here, but ${labels.join(', ') || 'none'}.`);
  return found;
}

const actionOf = ({ block, element }: Found, more: Json, world: World): Json => ({
  ...{ type: element.type, action_id: element.action_id, block_id: block.block_id },
  ...more,
  action_ts: world.stamps.next(),
});

const buttonAction = (found: Found, world: World): Json => {
  const { text, value, style, confirm, url } = found.element;
  return actionOf(found, JSON.parse(JSON.stringify({ text, value, style, confirm, url })) as Json, world);
};

const confirmOf = ({ element }: Found): Json | null => (element.confirm as Json | undefined) ?? null;

export interface Place {
  world: World;
  courier: Courier;
  user: User;
}

export function pressOnMessage(
  { world, courier, user }: Place,
  on: { channel: Channel; message: Message },
  label: string,
): Press {
  const found = findButton(on.message.blocks, label);
  const go = (): Delivery => {
    const payload = blockActions(world, {
      ...on,
      user,
      values: startValues(on.message.blocks),
      action: buttonAction(found, world),
    });
    return courier.send('interactive', 'block_actions', payload);
  };
  return { confirm: confirmOf(found), go };
}

export function pressInView({ world, courier, user }: Place, view: View, label: string): Press {
  const found = findButton(view.given.blocks as Json[], label);
  const go = (): Delivery => {
    const payload = viewActions(world, { user, view, action: buttonAction(found, world) });
    return courier.send('interactive', 'block_actions', payload);
  };
  return { confirm: confirmOf(found), go };
}

/** Chooses in the first menu on the message that offers this. */
export function chooseOnMessage(
  { world, courier, user }: Place,
  on: { channel: Channel; message: Message },
  option: string,
): Delivery {
  const found = elementsOf(on.message.blocks).find(({ element }) =>
    optionsOf(element).some((it) => it.value === option || (it.text as Json).text === option),
  );
  if (found === undefined) throw new Error(`No menu on this message offers “${option}”.`);
  const isOverflow = found.element.type === 'overflow';
  const state = stateFor(isOverflow ? { ...found.element, type: 'static_select' } : found.element, option);
  const { type: _, ...chosen } = state;
  const values = startValues(on.message.blocks);
  if (!isOverflow) values[String(found.block.block_id)]![String(found.element.action_id)] = state;
  const payload = blockActions(world, { ...on, user, values, action: actionOf(found, chosen, world) });
  return courier.send('interactive', 'block_actions', payload);
}

import { elementsOf } from '../text/blocks.ts';
import type { Json } from '../world/message.ts';
import { optionsOf, valueIn } from '../world/state.ts';
import type { View } from '../world/view.ts';

const labelIn = (block: Json): unknown => (block.label as Json | undefined)?.text;

function isCalled(block: Json, element: Json, name: string): boolean {
  const id = String(block.block_id);
  return id === name || id.split('.')[1] === name || element.action_id === name || labelIn(block) === name;
}

const optionIn = (element: Json, wanted: string): Json => {
  const found = optionsOf(element).find((it) => it.value === wanted || (it.text as Json).text === wanted);
  if (found === undefined) {
    const offered = optionsOf(element).map((it) => String(it.value));
    throw new Error(`“${wanted}” can't be chosen: there are ${offered.join(', ')}.`);
  }
  return found;
};

/** What a person puts into a field, as state.values has it. */
export function stateFor(element: Json, value: string): Json {
  const { type } = element;
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: value === '' ? null : optionIn(element, value) };
    case 'multi_static_select':
    case 'checkboxes':
      return { type, selected_options: value.split(',').flatMap((it) => (it === '' ? [] : optionIn(element, it))) };
    case 'users_select':
      return { type, selected_user: value === '' ? null : value };
    case 'conversations_select':
      return { type, selected_conversation: value === '' ? null : value };
    case 'datepicker':
      return { type, selected_date: value === '' ? null : value };
    default:
      return { type, value: value === '' ? null : value };
  }
}

export function fillIn(view: View, values: Record<string, string>): void {
  const all = elementsOf(view.given.blocks as Json[]);
  for (const [name, value] of Object.entries(values)) {
    const found = all.find(({ block, element }) => isCalled(block, element, name));
    if (found === undefined) {
      throw new Error(`The form has no field ${name}: ${all.map(({ block }) => String(block.block_id)).join(', ')}.`);
    }
    const { block, element } = found;
    (view.values[String(block.block_id)] ??= {})[String(element.action_id)] = stateFor(element, value);
  }
}

/** What the client itself minds before it sends anything (its words unverified): fields that are empty, too long or too short. */
export function mind(view: View): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const { block, element } of elementsOf(view.given.blocks as Json[])) {
    if (block.type !== 'input') continue;
    const id = String(block.block_id);
    const value = valueIn(view.values[id]?.[String(element.action_id)] ?? {});
    const { min_length: min, max_length: max = 3000 } = element as { min_length?: number; max_length?: number };
    if (value === '' && block.optional !== true) problems[id] = 'Please complete this required field.';
    else if (value.length > max) problems[id] = `Please enter at most ${max} characters.`;
    else if (value !== '' && value.length < (min ?? 0)) problems[id] = `Please enter at least ${min} characters.`;
  }
  return problems;
}

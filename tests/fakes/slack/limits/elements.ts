import { optionsOf } from '../world/state.ts';
import { all, among, byType, type Check, flag, integer, isObject, list, record, rule, string, url } from './check.ts';
import { anyText, boxOption, choices, confirm, hasChoices, menuOption, overflowOption, plain } from './composition.ts';

const actionable = { 'action_id?': string(255) };
const focusable = { 'focus_on_load?': flag };
const held = { 'placeholder?': plain(150) };
const common = { ...actionable, ...focusable, ...held, 'confirm?': confirm };
const dispatchable = {
  'dispatch_action_config?': record({
    'trigger_actions_on?': list(among('on_enter_pressed', 'on_character_entered'), 2),
  }),
};

/** What is chosen at first must be one of what can be chosen. */
const startsAmong = rule('initial_option must match one of the options', (it) => {
  if (!isObject(it.initial_option)) return true;
  const options = optionsOf(it);
  return options.some((option) => JSON.stringify(option) === JSON.stringify(it.initial_option));
});

const startsWithin = rule('initial_value must be within min_length and max_length', (it) => {
  const length = typeof it.initial_value === 'string' ? it.initial_value.length : null;
  if (length === null) return true;
  return length <= (typeof it.max_length === 'number' ? it.max_length : 3000);
});

/** https://docs.slack.dev/reference/block-kit/block-elements */
export const button = record({
  ...actionable,
  text: plain(75),
  'value?': string(2000),
  'url?': url(),
  'style?': among('primary', 'danger'),
  'confirm?': confirm,
  'accessibility_label?': string(75),
});

const staticSelect = all(record({ ...common, ...choices, 'initial_option?': menuOption }), hasChoices, startsAmong);

const multiStaticSelect = all(
  record({ ...common, ...choices, 'initial_options?': list(menuOption, 100), 'max_selected_items?': integer(1, 100) }),
  hasChoices,
);

const overflow = record({ ...actionable, options: list(overflowOption, 5), 'confirm?': confirm });

const boxes = { ...actionable, ...focusable, 'confirm?': confirm, options: list(boxOption, 10) };
const checkboxes = record({ ...boxes, 'initial_options?': list(boxOption, 10) });
const radios = all(record({ ...boxes, 'initial_option?': boxOption }), startsAmong);

const usersSelect = record({ ...common, 'initial_user?': string(50) });
const conversationsSelect = record({
  ...common,
  'initial_conversation?': string(50),
  'default_to_current_conversation?': flag,
});
const datepicker = record({ ...common, 'initial_date?': string(10) });

const plainTextInput = all(
  record({
    ...actionable,
    ...focusable,
    ...held,
    ...dispatchable,
    'initial_value?': string(3000, 0),
    'multiline?': flag,
    'min_length?': integer(0, 3000),
    'max_length?': integer(1, 3000),
  }),
  startsWithin,
);

const numberInput = record({
  ...actionable,
  ...focusable,
  ...held,
  ...dispatchable,
  is_decimal_allowed: flag,
  'initial_value?': string(100),
  'min_value?': string(100),
  'max_value?': string(100),
});

const image = all(
  record({ alt_text: string(2000), 'image_url?': url(), 'slack_file?': record({ 'id?': string(100), 'url?': url() }) }),
  rule('missing required field: image_url', (it) => it.image_url !== undefined || it.slack_file !== undefined),
);

const menus = {
  static_select: staticSelect,
  multi_static_select: multiStaticSelect,
  users_select: usersSelect,
  conversations_select: conversationsSelect,
  datepicker,
  checkboxes,
  radio_buttons: radios,
};

export const inActions: Check = byType({ ...menus, button, overflow });
export const inSection: Check = byType({ ...menus, button, overflow, image });
export const inInput: Check = byType({ ...menus, plain_text_input: plainTextInput, number_input: numberInput });
export const inContext: Check = (value, pointer, say) => {
  const isImage = isObject(value) && value.type === 'image';
  (isImage ? image : anyText(3000))(value, pointer, say);
};

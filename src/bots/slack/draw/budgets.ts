import { limits } from '../limits.ts';

type Surface = 'message' | 'modal' | 'home';
const everywhere: readonly Surface[] = ['message', 'modal', 'home'];

/** The blocks that we draw, and where Slack takes them. */
export const surfacesOf: Readonly<Record<string, readonly Surface[]>> = {
  header: everywhere,
  rich_text: everywhere,
  context: everywhere,
  actions: everywhere,
  divider: everywhere,
  section: everywhere,
  input: ['modal', 'home'],
  alert: ['modal'],
};

const option = (at: string): Record<string, number> => ({
  [`${at}.text.text`]: limits.select.text,
  [`${at}.value`]: limits.select.value,
});

/** By the type of an object: how many characters, or parts of a list, may stand at each path in it. */
export const budgets: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  modal: {
    'title.text': limits.view.title,
    'submit.text': limits.view.button,
    'close.text': limits.view.button,
    private_metadata: limits.view.metadata,
    callback_id: limits.view.callbackId,
    blocks: limits.view.blocks,
  },
  home: { private_metadata: limits.view.metadata, callback_id: limits.view.callbackId, blocks: limits.view.blocks },
  plain_text: { text: limits.text },
  mrkdwn: { text: limits.text },
  header: { block_id: limits.blockId, 'text.text': limits.header },
  alert: { block_id: limits.blockId, 'text.text': limits.alert },
  section: { block_id: limits.blockId, fields: limits.section.fields, 'fields.*.text': limits.section.field },
  context: { block_id: limits.blockId, elements: limits.context.elements },
  actions: { block_id: limits.blockId, elements: limits.actions.elements },
  rich_text: { block_id: limits.blockId, elements: Infinity },
  rich_text_section: { elements: Infinity },
  rich_text_quote: { elements: Infinity },
  rich_text_preformatted: { elements: Infinity },
  text: { text: Infinity },
  link: { url: limits.url, text: Infinity },
  user: { user_id: Infinity },
  date: { format: Infinity, fallback: Infinity },
  input: { block_id: limits.blockId, 'label.text': limits.input.label, 'hint.text': limits.input.hint },
  plain_text_input: { action_id: limits.actionId, initial_value: limits.input.value },
  static_select: {
    action_id: limits.actionId,
    'placeholder.text': limits.input.placeholder,
    options: limits.select.options,
    option_groups: limits.select.groups,
    'option_groups.*.options': limits.select.options,
    'option_groups.*.label.text': limits.select.groupLabel,
    ...option('initial_option'),
    ...option('options.*'),
    ...option('option_groups.*.options.*'),
  },
  button: {
    action_id: limits.actionId,
    value: limits.button.value,
    accessibility_label: limits.button.accessibilityLabel,
    'text.text': limits.button.text,
    'confirm.title.text': limits.confirm.title,
    'confirm.text.text': limits.confirm.text,
    'confirm.confirm.text': limits.confirm.button,
    'confirm.deny.text': limits.confirm.button,
  },
};

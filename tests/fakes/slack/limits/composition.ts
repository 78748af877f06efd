import { all, among, byType, type Check, flag, list, record, rule, string, url } from './check.ts';

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export const plain = (max: number): Check => byType({ plain_text: record({ text: string(max), 'emoji?': flag }) });

export const anyText = (max: number): Check =>
  byType({
    plain_text: record({ text: string(max), 'emoji?': flag }),
    mrkdwn: record({ text: string(max), 'verbatim?': flag }),
  });

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const confirm = record({
  title: plain(100),
  text: anyText(300),
  confirm: plain(30),
  deny: plain(30),
  'style?': among('primary', 'danger'),
});

/** Of a value, @slack/types 3.2 says 75 and the reference 150: here the smaller one. */
const optionWith = (text: Check, more: Record<string, Check> = {}): Check =>
  record({ text, value: string(75), 'description?': plain(75), ...more });

export const menuOption = optionWith(plain(75));
export const boxOption = optionWith(anyText(75));
export const overflowOption = optionWith(plain(75), { 'url?': url() });

const group = record({ label: plain(75), options: list(menuOption, 100) });

/** Options or groups of them, never both. */
export const choices: Record<string, Check> = { 'options?': list(menuOption, 100), 'option_groups?': list(group, 100) };
export const hasChoices: Check = all(
  rule('missing required field: options', (it) => it.options !== undefined || it.option_groups !== undefined),
  rule(
    'options and option_groups exclude each other',
    (it) => it.options === undefined || it.option_groups === undefined,
  ),
);

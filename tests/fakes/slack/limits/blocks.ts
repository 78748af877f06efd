import { all, among, byType, type Check, faultAt, flag, isObject, list, record, rule, string, url } from './check.ts';
import { anyText, plain } from './composition.ts';
import { inActions, inContext, inInput, inSection } from './elements.ts';
import { richTextElement } from './rich-text.ts';

const identified = { 'block_id?': string(255) };

const section = all(
  record({
    ...identified,
    'text?': anyText(3000),
    'fields?': list(anyText(2000), 10),
    'accessory?': inSection,
    'expand?': flag,
  }),
  rule('missing required field: text', (it) => it.text !== undefined || it.fields !== undefined),
);

/** Each action_id once in its block; the words are those that people quote. */
const uniqueActions: Check = (value, pointer, say) => {
  const elements = isObject(value) && Array.isArray(value.elements) ? (value.elements as unknown[]) : [];
  const ids = elements.flatMap((it) => (isObject(it) && typeof it.action_id === 'string' ? it.action_id : []));
  for (const id of ids.filter((it, index) => ids.indexOf(it) !== index)) {
    say(faultAt(`action_id \`${id}\` already exists in this block`, `${pointer}/elements`));
  }
};

const image = all(
  record({
    ...identified,
    alt_text: string(2000),
    'title?': plain(2000),
    'image_url?': url(),
    'slack_file?': record({ 'id?': string(100), 'url?': url() }),
  }),
  rule('missing required field: image_url', (it) => it.image_url !== undefined || it.slack_file !== undefined),
);

/** https://docs.slack.dev/reference/block-kit/blocks. Those that cards and forms are built from; this Slack knows no others. */
const everywhere: Record<string, Check> = {
  section,
  divider: record(identified),
  header: record({ ...identified, text: plain(150) }),
  image,
  context: record({ ...identified, elements: list(inContext, 10) }),
  actions: all(record({ ...identified, elements: list(inActions, 25) }), uniqueActions),
  rich_text: record({ ...identified, elements: list(richTextElement, 1_000) }),
  input: record({
    ...identified,
    label: plain(2000),
    element: inInput,
    'hint?': plain(2000),
    'optional?': flag,
    'dispatch_action?': flag,
  }),
};

const alert = record({
  ...identified,
  text: anyText(3000),
  'level?': among('default', 'info', 'warning', 'error', 'success'),
});

const uniqueBlocks: Check = (value, pointer, say) => {
  const blocks = Array.isArray(value) ? (value as unknown[]) : [];
  const ids = blocks.flatMap((it) => (isObject(it) && typeof it.block_id === 'string' ? it.block_id : []));
  for (const id of ids.filter((it, index) => ids.indexOf(it) !== index)) {
    say(faultAt(`block_id \`${id}\` already exists`, pointer));
  }
};

const blocksOf = (kinds: Record<string, Check>, max: number): Check => all(list(byType(kinds), max, 0), uniqueBlocks);

export const messageBlocks = blocksOf(everywhere, 50);
export const homeBlocks = blocksOf(everywhere, 100);
export const modalBlocks = blocksOf({ ...everywhere, alert }, 100);

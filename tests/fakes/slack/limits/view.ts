import { homeBlocks, modalBlocks } from './blocks.ts';
import { all, byType, type Check, faultAt, flag, isObject, record, rule, string } from './check.ts';
import { plain } from './composition.ts';
import { elementsOf } from '../text/blocks.ts';
import { type Refusal, refuse } from './refusal.ts';

const kept = { 'private_metadata?': string(3000, 0), 'callback_id?': string(255, 0), 'external_id?': string(255, 0) };

const blocksIn = (view: Record<string, unknown>): Record<string, unknown>[] =>
  Array.isArray(view.blocks) ? (view.blocks as unknown[]).filter(isObject) : [];

const submits = rule(
  'submit is required when an input block is within the blocks array',
  (view) => view.submit !== undefined || !blocksIn(view).some((it) => it.type === 'input'),
);

const oneFocus: Check = (view, pointer, say) => {
  const focused = isObject(view)
    ? elementsOf(blocksIn(view)).filter(({ element }) => element.focus_on_load === true)
    : [];
  if (focused.length > 1) say(faultAt('only one element can have focus_on_load set to true', pointer));
};

/** https://docs.slack.dev/reference/views/modal-views */
const modal = all(
  record({
    ...kept,
    title: plain(24),
    blocks: modalBlocks,
    'submit?': plain(24),
    'close?': plain(24),
    'clear_on_close?': flag,
    'notify_on_close?': flag,
    'submit_disabled?': flag,
  }),
  submits,
  oneFocus,
);

/** https://docs.slack.dev/reference/views/home-tab-views */
const home = all(record({ ...kept, blocks: homeBlocks }), oneFocus);

/** 250 KB, by https://docs.slack.dev/reference/methods/views.open#errors (`view_too_large`). */
const largest = 250_000;

/** Why Slack would refuse this view; null when it is a good one. */
export function refuseView(view: unknown, kind: 'modal' | 'home'): Refusal | null {
  if (!isObject(view)) return { error: 'invalid_arguments', messages: [faultAt('must be an object', '/view')] };
  if (Buffer.byteLength(JSON.stringify(view)) > largest) return { error: 'view_too_large', messages: [] };
  return refuse('invalid_arguments', byType(kind === 'modal' ? { modal } : { home }), {
    value: view,
    pointer: '/view',
  });
}

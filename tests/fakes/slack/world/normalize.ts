import { elementsOf } from '../text/blocks.ts';
import { newSecret } from './ids.ts';
import type { Json } from './message.ts';
import { startValue } from './state.ts';
import type { View } from './view.ts';

/** What a text object says when the app does not: Slack's answers and payloads name it. */
const texts: Record<string, Json> = { plain_text: { emoji: true }, mrkdwn: { verbatim: false } };

function completeTexts(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(completeTexts);
  if (typeof value !== 'object' || value === null) return;
  const object = value as Json;
  for (const [name, otherwise] of Object.entries(texts[String(object.type)] ?? {})) object[name] ??= otherwise;
  Object.values(object).forEach(completeTexts);
}

/** Blocks as Slack keeps them: it names blocks and elements that the app did not name. */
export function normalize<Holder extends Json>(holder: Holder): Holder {
  const copy = structuredClone(holder);
  const blocks = (copy.blocks ?? []) as Json[];
  completeTexts(copy);
  for (const block of blocks) block.block_id ??= newSecret().slice(0, 5);
  for (const { element } of elementsOf(blocks)) {
    if (element.type !== 'image') element.action_id ??= newSecret().slice(0, 5);
  }
  return copy;
}

/** state.values before anybody touched anything: of all elements that hold something, not only of inputs. */
export function startValues(blocks: Json[]): View['values'] {
  const values: View['values'] = {};
  for (const { block, element } of elementsOf(blocks)) {
    const start = startValue(element);
    if (start === null) continue;
    (values[block.block_id as string] ??= {})[element.action_id as string] = start;
  }
  return values;
}

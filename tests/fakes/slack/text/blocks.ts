import type { Json } from '../world/message.ts';
import { readMrkdwn } from './mrkdwn.ts';
import type { Names } from './names.ts';
import type { Passage } from './passage.ts';
import { readPlain } from './plain.ts';
import { readRichText } from './rich-text.ts';

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** A text object, of either kind. */
export function readTextObject(object: unknown, names: Names): Passage[] {
  if (!isObject(object) || typeof object.text !== 'string') return [];
  if (object.type === 'plain_text') return [readPlain(object.text, object.emoji !== false)];
  return readMrkdwn(object.text, { names, verbatim: object.verbatim === true });
}

/** What a label says, on one line. */
export const labelOf = (object: unknown, names: Names): string =>
  readTextObject(object, names)
    .map(({ text }) => text)
    .join(' ');

/** What can be read in these blocks, in order, but for what stands on buttons and in fields. */
export const readBlocks = (blocks: Json[], names: Names): Passage[] => blocks.flatMap((it) => readBlock(it, names));

function readBlock(block: Json, names: Names): Passage[] {
  switch (block.type) {
    case 'section':
      return [block.text, ...listOf(block.fields)].flatMap((it) => readTextObject(it, names));
    case 'header':
    case 'alert':
      return readTextObject(block.text, names);
    case 'context':
      return listOf(block.elements).flatMap((it) =>
        isObject(it) && it.type === 'image' ? alt(it) : readTextObject(it, names),
      );
    case 'image':
      return [...readTextObject(block.title, names), ...alt(block)];
    case 'rich_text':
      return readRichText(block, names);
    case 'input':
      return [block.label, block.hint].flatMap((it) => readTextObject(it, names));
    default:
      return [];
  }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const alt = (image: Json): Passage[] => (typeof image.alt_text === 'string' ? [readPlain(image.alt_text, false)] : []);

/** Every interactive element that stands in these blocks, with the block around it. */
export function elementsOf(blocks: Json[]): { block: Json; element: Json }[] {
  return blocks.flatMap((block) => {
    const inside = [block.accessory, block.element, ...(block.type === 'actions' ? listOf(block.elements) : [])];
    return inside.filter(isObject).map((element) => ({ block, element }));
  });
}

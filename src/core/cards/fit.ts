import { cap, tail } from './agent-text.ts';
import type { Block } from './card.ts';
import { lengthsOf, mapBlock } from './block-text.ts';

type Fence = Extract<Block, { kind: 'quote' | 'output' }>;

/** Characters that are left of an agent's text when our own words need the room: enough to recognise it. */
const leastOfFence = 200;

const isFence = (block: Block): block is Fence => block.kind === 'quote' || block.kind === 'output';

/**
 * The blocks in at most `room` characters. Agents' texts are cut first. Only if that is not enough are our own words cut, and then
 * `warning` is put above them.
 */
export function fit(blocks: readonly Block[], room: number, warning: string): Block[] {
  const own = blocks.flatMap(ownLengths);
  const fenced = blocks.filter(isFence).map((block) => block.text.length);
  const forFence = share(fenced, Math.max(room - sum(own), atLeast(room, fenced.length)));
  const forOwn = share(own, room - sum(fenced.map((length) => Math.min(length, forFence))));
  const cut = blocks.map((block) => cutFence(mapOwn(block, forOwn), forFence));
  if (forOwn === Infinity) return cut;
  return [{ kind: 'text', text: [{ strong: warning }] }, ...cut];
}

/** The room that agents' texts keep in any case: at most half of it, however many there are. */
const atLeast = (room: number, fences: number): number => Math.min(fences * leastOfFence, Math.floor(room / 2));

/** The length of all text of these blocks. */
export const lengthOf = (blocks: readonly Block[]): number => sum(blocks.flatMap(lengthsOf));

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const ownLengths = (block: Block): number[] => (isFence(block) ? [block.label.length] : lengthsOf(block));

/** The limit for each text with which all of them fit: short texts stay whole, and long ones share the rest. */
function share(lengths: readonly number[], room: number): number {
  const rising = [...lengths].sort((a, b) => a - b);
  let left = room;
  for (const [index, length] of rising.entries()) {
    const each = Math.floor(left / (rising.length - index));
    if (length > each) return Math.max(each, 1);
    left -= length;
  }
  return Infinity;
}

function mapOwn(block: Block, limit: number): Block {
  const shorten = (text: string): string => cap(text, limit).text;
  return isFence(block) ? { ...block, label: shorten(block.label) } : mapBlock(block, shorten);
}

/** Output keeps its end, unless it shows what would run; everything else keeps its beginning. */
function cutFence(block: Block, limit: number): Block {
  if (!isFence(block) || block.text.length <= limit) return block;
  const isPrinted = block.kind === 'output' && block.from !== 'start';
  const { text } = (isPrinted ? tail : cap)(block.text, limit);
  return { ...block, text, cut: true };
}

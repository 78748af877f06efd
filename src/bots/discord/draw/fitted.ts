import { lengthsOf, unveil } from '../../../core/cards/block-text.ts';
import type { Block } from '../../../core/cards/card.ts';
import { fit, lengthOf } from '../../../core/cards/fit.ts';
import { drawBlock, type Ground } from './block.ts';
import { strong } from './markdown.ts';
import { drawingWords } from './words.ts';

/** Characters for each text. With less, no text would say anything, and whole blocks are left out instead. */
const leastOfEach = 20;

interface Fitted {
  shown: string[];
  /** Something was shortened or left out. */
  isCut: boolean;
}

/** The blocks as markdown of at most `most` characters in all, a line between two of them counted. */
export function fitted(blocks: readonly Block[], on: Ground, most: number): Fitted {
  let kept = unveil(blocks);
  let drawn = kept.map((block) => drawBlock(block, on));
  const isCut = sizeOf(drawn) > most;
  let room = (lengthOf(kept) * most) / sizeOf(drawn);
  while (sizeOf(drawn) > most && kept.length > 0) {
    const isWhole = kept.length === blocks.length;
    const shown = fit(kept, Math.floor(room), drawingWords.ownCut).map((block) => drawBlock(block, on));
    drawn = isWhole || shown[0] === warning ? shown : [warning, ...shown];
    room *= 0.93;
    if (room > leastOfEach * kept.flatMap(lengthsOf).length) continue;
    kept = withoutOne(kept);
    room = Math.min(lengthOf(kept), most);
  }
  return { shown: drawn, isCut };
}

const warning = strong(drawingWords.ownCut);

/** The first block says what it is, and the last what came of it: the one before the last is left out. */
const withoutOne = (blocks: Block[]): Block[] =>
  [...blocks.slice(0, -2), ...blocks.slice(-1)].slice(0, blocks.length - 1);

/** Two line breaks between neighbours, wherever they are joined. */
export const sizeOf = (drawn: readonly string[]): number => drawn.reduce((sum, text) => sum + text.length + 2, 0);

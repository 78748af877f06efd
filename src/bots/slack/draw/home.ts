import type { HomeView, KnownBlock } from '@slack/types';
import { fit } from '../../../core/cards/fit.ts';
import type { Home, HomeLine } from '../../../core/home/home.ts';
import { limits } from '../limits.ts';
import { drawBlock } from './block.ts';
import { drawButtons } from './button.ts';
import { plain } from './plain.ts';
import type { Site } from './site.ts';
import { drawingWords } from './words.ts';

/** One person's page. The core makes a few dozen blocks; Slack refuses the whole page if it has more than a hundred. */
export function drawHome(home: Home, site: Site): HomeView {
  const blocks = home.sections.flatMap(({ title, lines }): KnownBlock[] => [
    { type: 'header', text: plain(title, limits.header) },
    ...lines.flatMap((line) => drawLine(line, site)),
  ]);
  return { type: 'home', callback_id: 'home', blocks: numbered(blocks.slice(0, limits.view.blocks)) };
}

const drawLine = ({ text, buttons }: HomeLine, site: Site): KnownBlock[] => [
  ...fit([{ kind: 'text', text }], limits.text, drawingWords.ownCut).map((block) =>
    drawBlock(block, { site, all: null }),
  ),
  ...drawButtons(buttons),
];

/** Each block numbers its buttons from 0 on, but the ids on one page have to differ. */
function numbered(blocks: KnownBlock[]): KnownBlock[] {
  let next = 0;
  return blocks.map((block) => {
    if (block.type !== 'actions') return block;
    const elements = block.elements.map((element) => {
      const [kind = ''] = (element.action_id ?? '').split('.');
      return { ...element, action_id: `${kind}.${next++}` };
    });
    return { ...block, elements };
  });
}

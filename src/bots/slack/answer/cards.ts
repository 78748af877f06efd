import type { Reply } from '../../../core/intent.ts';
import { faultsOf } from '../draw/budget.ts';
import { drawCard, drawTold, type SlackMessage } from '../draw/message.ts';
import type { Site } from '../draw/site.ts';

/** One message for each card, so that each can be replaced by a newer state of it. The first message has the introduction. */
export function drawCards({ intro, cards }: Extract<Reply, { kind: 'cards' }>, site: Site): SlackMessage[] {
  const head = drawTold(intro, [], site);
  const [first, ...others] = cards.map((card) => drawCard(card, site));
  if (first === undefined) return [head];
  const both = { text: `${head.text}\n${first.text}`, blocks: [...head.blocks, ...first.blocks] };
  return faultsOf(both).length === 0 ? [both, ...others] : [head, first, ...others];
}

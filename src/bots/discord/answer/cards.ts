import type { Reply } from '../../../core/intent.ts';
import { faultsOf } from '../draw/budget.ts';
import { drawCard, drawTold, type DiscordMessage } from '../draw/message.ts';
import type { Site } from '../draw/site.ts';

/** One message for each card, so that each can be replaced by a newer state of it. The first message has the introduction. */
export function drawCards({ intro, cards }: Extract<Reply, { kind: 'cards' }>, site: Site): DiscordMessage[] {
  const head = drawTold(intro, [], site);
  const [first, ...others] = cards.map((card) => drawCard(card, site));
  if (first === undefined) return [head];
  const both = { ...head, components: [...head.components, ...first.components] };
  return faultsOf(both).length === 0 ? [both, ...others] : [head, first, ...others];
}

import type { KnownBlock } from '@slack/types';
import { oneLine } from '../../../core/cards/agent-text.ts';
import { plainText } from '../../../core/cards/plain.ts';
import type { Reply } from '../../../core/intent.ts';
import { drawTold, type SlackMessage } from '../draw/message.ts';
import { words } from '../words.ts';
import type { AnswerParts } from './parts.ts';

/**
 * Draws a link that only the person sees: Slack offers no way to bring somebody to a message. When the card there says the same as the
 * words, the words become the link's name.
 */
export async function drawLead(
  { api, site }: AnswerParts,
  { text, to, passing }: Extract<Reply, { kind: 'lead' }>,
): Promise<SlackMessage> {
  const told = drawTold(text, [], site);
  const url = await api.permalink({ channel: to.channel, ts: to.message });
  if (url === null) return told;
  if (passing) return { text: told.text, blocks: [way(url, oneLine(plainText(text), longestName))] };
  return { text: told.text, blocks: [...told.blocks, way(url, words.goThere)] };
}

/** The longest words, in characters, that can be a link's name. */
const longestName = 200;

const way = (url: string, text: string): KnownBlock => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: words.standsHere },
        { type: 'link', url, text },
      ],
    },
  ],
});

import type { Text } from '../../../core/cards/card.ts';
import { oneLine } from '../../../core/cards/agent-text.ts';
import { plainText } from '../../../core/cards/plain.ts';
import { chatWords } from '../../chat/words.ts';
import { faultsOf } from './budget.ts';
import { text as display } from './button.ts';
import { escaped } from './escape.ts';
import { drawTold, type DiscordMessage } from './message.ts';
import type { Site } from './site.ts';

/** A message of Discord's; of what stands in a thread, the thread's id is the channel's. */
export interface MessageLink {
  guild: string;
  channel: string;
  message: string;
}

/** More than this is no name any more. */
const longestName = 200;

/** Words and the way to a message; `passing` ones are but the link's name, since the message says the same, as are too many of them. */
export function drawLead(
  text: Text,
  link: MessageLink,
  { passing, site }: { passing: boolean; site: Site },
): DiscordMessage {
  const told = drawTold(text, [], site);
  const named = { ...told, components: [way(link, oneLine(plainText(text), longestName))] };
  const whole = { ...told, components: [...told.components, way(link, chatWords.goThere)] };
  return passing || faultsOf(whole).length > 0 ? named : whole;
}

const way = ({ guild, channel, message }: MessageLink, name: string) =>
  display(
    `${escaped(chatWords.standsHere)}[${escaped(name)}](https://discord.com/channels/${guild}/${channel}/${message})`,
  );

import type { Text } from '../../../core/cards/card.ts';
import { oneLine } from '../../../core/cards/agent-text.ts';
import { plainText } from '../../../core/cards/plain.ts';
import { chatWords } from '../../chat/words.ts';
import { faultsOf } from './budget.ts';
import { text as display } from './button.ts';
import { escaped } from './escape.ts';
import { drawTold, type DiscordMessage } from './message.ts';
import type { Site } from './site.ts';

/** A message. For one in a thread, `channel` is the thread's id. */
export interface MessageLink {
  guild: string;
  channel: string;
  message: string;
}

/** Characters. */
const longestName = 200;

/** Words, and a link to a message. `passing` words, which that message repeats, and those that are too long become the link's name. */
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

import { z } from 'zod';
import { readInGuild, readPressed } from '../draw/custom-id.ts';
import { visitOf, type Interaction } from './interaction.ts';
import type { Read, Seen, Spot } from './read.ts';

/** https://docs.discord.com/developers/components/reference#button: type 2. No message of ours has anything else to press. */
const data = z.looseObject({ component_type: z.literal(2), custom_id: z.string().min(1).max(100) });

export function readPress(read: Interaction, spot: Spot, seen: Pick<Seen, 'at'>): Read {
  const pressedData = data.safeParse(read.data);
  if (!pressedData.success) return { kind: 'outdated', spot };
  const { custom_id: customId } = pressedData.data;
  const pressed = readPressed(readInGuild(customId).customId);
  switch (pressed.pressed) {
    case 'keep':
      return { kind: 'keep', spot };
    case 'open':
      return { kind: 'open', form: pressed.form, spot };
    case 'send':
      return { kind: 'send', form: pressed.form, visit: visitOf(read, spot, 'discord_form', seen.at), spot };
    case 'button': {
      const { token, confirmed } = pressed;
      const intent = { kind: 'press', token, on: spot.pressed?.ref ?? null, confirmed } as const;
      return { kind: 'visit', intent, visit: visitOf(read, spot, 'discord_button', seen.at), spot };
    }
  }
}

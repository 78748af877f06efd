import { z } from 'zod';
import { readSent } from '../draw/custom-id.ts';
import { componentsIn } from '../draw/components.ts';
import { visitOf, type Interaction } from './interaction.ts';
import type { Read, Seen, Spot } from './read.ts';

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure */
const data = z.looseObject({ custom_id: z.string().min(1).max(100), components: z.array(z.unknown()) });

/** A text, or what was chosen, which may be nothing. */
const field = z.looseObject({
  custom_id: z.string(),
  value: z.string().nullish(),
  values: z.array(z.string()).nullish(),
});

/** A submitted form, or one part of it. */
export function readSubmit(read: Interaction, spot: Spot, seen: Pick<Seen, 'at'>): Read {
  const sentData = data.safeParse(read.data);
  if (!sentData.success) return { kind: 'outdated', spot };
  const sent = readSent(sentData.data.custom_id);
  const values = valuesIn(read);
  const visit = visitOf(read, spot, 'discord_form', seen.at);
  if ('form' in sent) return { kind: 'part', form: sent.form, values, visit, spot };
  const intent = { kind: 'submit', token: sent.token, values, on: spot.pressed?.ref ?? null } as const;
  return { kind: 'visit', intent, visit, spot };
}

/** The values of all fields, at any depth; '' for an empty one. */
export const valuesIn = ({ data: sent }: Interaction): Record<string, string> =>
  Object.fromEntries(
    componentsIn(sent).flatMap((it) => {
      const filled = field.safeParse(it);
      return filled.success ? [[filled.data.custom_id, filled.data.value ?? filled.data.values?.[0] ?? '']] : [];
    }),
  );

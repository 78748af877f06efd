import type { z } from 'zod';
import type { commandedSchema } from '../../core/api/command.ts';
import { plainText } from '../../core/cards/plain.ts';
import { destinationWords } from '../../core/cards/words/receipt.ts';
import type { Told } from '../../core/desk.ts';

type Said = NonNullable<z.infer<typeof commandedSchema>['message']>;

export const drawSaid = ({ message, destination, definition }: Told): Said => ({
  id: message.id,
  status: message.status,
  policy: message.policy,
  timing: message.afterStage === null ? 'step' : 'stage',
  goes: destination.to,
  detail: plainText(destinationWords(destination, definition)),
});

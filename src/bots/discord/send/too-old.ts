import { RESTJSONErrorCodes } from 'discord.js';
import { z } from 'zod';

const refusal = z.looseObject({
  code: z.literal(RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached),
});

/** Whether this body says that a message is too old for one more edit (30046). */
export function tooOldIn(body: string): boolean {
  try {
    return refusal.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}

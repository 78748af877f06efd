import type { Json } from '../limits/faults.ts';

/** What Discord answers instead of doing it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: Json,
  ) {
    super(`${status} ${JSON.stringify(body)}`);
  }
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes */
const refusals = {
  unauthorized: [401, 0, '401: Unauthorized'],
  'not found': [404, 0, '404: Not Found'],
  'unknown channel': [404, 10003, 'Unknown Channel'],
  'unknown guild': [404, 10004, 'Unknown Guild'],
  'unknown member': [404, 10007, 'Unknown Member'],
  'unknown message': [404, 10008, 'Unknown Message'],
  'unknown user': [404, 10013, 'Unknown User'],
  'unknown webhook': [404, 10015, 'Unknown Webhook'],
  'unknown interaction': [404, 10062, 'Unknown interaction'],
  'too many webhooks': [400, 30007, 'Maximum number of webhooks reached (15)'],
  'already acknowledged': [400, 40060, 'Interaction has already been acknowledged.'],
  'missing access': [403, 50001, 'Missing Access'],
  'not the author': [403, 50005, 'Cannot edit a message authored by another user'],
  'not a text channel': [400, 50008, 'Cannot send messages in a non-text channel'],
  'missing permissions': [403, 50013, 'Missing Permissions'],
  'webhook token': [401, 50027, 'Invalid Webhook Token'],
  archived: [400, 50083, 'Thread is archived'],
  'has a thread': [400, 160_004, 'A thread has already been created for this message'],
} as const;

export function refused(what: keyof typeof refusals): Refusal {
  const [status, code, message] = refusals[what];
  return new Refusal(status, { message, code });
}

/** Throws what a validator found. */
export function hold(found: Json | null): void {
  if (found !== null) throw new Refusal(400, found);
}

export const formFault = (field: string, code: string, message: string): Refusal =>
  new Refusal(400, {
    message: 'Invalid Form Body',
    code: 50035,
    errors: { [field]: { _errors: [{ code, message }] } },
  });

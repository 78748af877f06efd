import type { Check } from './check.ts';

/** What Slack answers instead of doing it: the error's name, and what it puts into response_metadata.messages. */
export interface Refusal {
  error: string;
  messages: string[];
}

export function refuse(error: string, check: Check, at: { value: unknown; pointer: string }): Refusal | null {
  const messages: string[] = [];
  check(at.value, at.pointer, (fault) => messages.push(fault));
  return messages.length === 0 ? null : { error, messages };
}

import { digestText } from '../../src/core/digest.ts';
import type { Message } from '../../src/core/steering/message.ts';
import type { bodies } from '../schema/artifacts.ts';
import type { messages } from '../schema/messages.ts';

type Row = typeof messages.$inferSelect;
type BodyRow = typeof bodies.$inferSelect;

/** A redacted message keeps its author and time, and says nothing. */
export function toMessage({ digest: _digest, location, ...rest }: Row, body: BodyRow): Message {
  return { ...rest, text: body.text ?? '', where: location };
}

export function fromMessage({ text, where, ...rest }: Message): { row: Row; body: BodyRow } {
  const digest = digestText(text);
  return { row: { ...rest, digest, location: where }, body: { digest, text } };
}

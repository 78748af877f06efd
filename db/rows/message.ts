import { digestText } from '../../src/core/digest.ts';
import type { Message } from '../../src/core/steering/message.ts';
import type { bodies } from '../schema/artifacts.ts';
import type { messages } from '../schema/messages.ts';

type Row = typeof messages.$inferSelect;
type BodyRow = typeof bodies.$inferSelect;

/** A redacted message keeps its author and time, and says nothing. */
export function toMessage({ digest: _digest, location, ...row }: Row, body: BodyRow): Message {
  const { sourceSurface: surface, sourceChannel: channel, sourceMessage: message, sourceMark: mark, ...rest } = row;
  const source =
    surface === null || channel === null || message === null || mark === null
      ? null
      : { surface, channel, message, mark };
  return { ...rest, text: body.text ?? '', where: location, source };
}

export function fromMessage({ text, where, source, ...rest }: Message): { row: Row; body: BodyRow } {
  const digest = digestText(text);
  const from = {
    sourceSurface: source?.surface ?? null,
    sourceChannel: source?.channel ?? null,
    sourceMessage: source?.message ?? null,
    sourceMark: source?.mark ?? null,
  };
  return { row: { ...rest, ...from, digest, location: where }, body: { digest, text } };
}

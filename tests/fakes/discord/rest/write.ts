import { asText, isMissing, type Json } from '../limits/faults.ts';
import { messageFlag, silentFlag, v2Flag } from '../limits/kinds.ts';
import { refuseMessage } from '../limits/message.ts';
import type { Message, Upload } from '../world/things.ts';
import { hold } from './refusal.ts';

/** Flags that an app may set; others are ignored. */
const settable = messageFlag.suppressEmbeds | silentFlag | v2Flag;

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);

/** What a new message is made of, once Discord has nothing against it. */
export function newContent(body: Json, files: Upload[]): Partial<Message> {
  hold(refuseMessage(body, files.length));
  return {
    ...{ content: asText(body.content), components: listOf(body.components), embeds: listOf(body.embeds), files },
    ...{ flags: Number(body.flags ?? 0) & settable, allowedMentions: body.allowed_mentions ?? undefined },
    nonce: isMissing(body.nonce) ? null : asText(body.nonce),
  };
}

const kept = (given: unknown, current: unknown): unknown => (given === undefined ? current : given);

/**
 * What an edit makes of a message: what it does not name stays, the V2 flag “cannot be removed”, and the whole is held to the same
 * rules as a new one. Mentions are parsed anew, as the edit’s own allowed_mentions has it.
 */
export function editedContent(message: Message, body: Json, files: Upload[]): Partial<Message> {
  const flags = (message.flags & v2Flag) | (Number(kept(body.flags, message.flags)) & settable);
  const whole = {
    content: kept(body.content, message.content),
    components: kept(body.components, message.components),
    embeds: kept(body.embeds, message.embeds),
  };
  const stays =
    body.attachments === undefined ? message.files : message.files.filter(isNamedIn(listOf(body.attachments)));
  const all = [...stays, ...files];
  hold(refuseMessage({ ...whole, flags, allowed_mentions: body.allowed_mentions }, all.length));
  return {
    ...{ content: asText(whole.content), components: listOf(whole.components), embeds: listOf(whole.embeds) },
    ...{ flags, files: all, allowedMentions: body.allowed_mentions ?? undefined },
  };
}

const isNamedIn =
  (attachments: Json[]) =>
  ({ id }: Upload): boolean =>
    attachments.some((it) => it.id === id);

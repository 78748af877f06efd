import type { Button, Confirm, Text } from '../../core/cards/card.ts';
import type { PostRef } from '../../core/cards/surface.ts';
import type { Intent, Reply } from '../../core/intent.ts';
import { longestMessage } from '../../core/run/message.ts';
import { readTyped } from '../typed.ts';
import { fieldPrefix } from './draw/form.tsx';
import { type ConsoleParts, keyOf } from './parts.ts';
import type { Spot } from './draw/hidden.tsx';
import { deliveryOf, type Posted, runOf } from './posted.ts';
import { redrawNotices } from './redraw.ts';
import { refOf } from './surface.ts';
import { words } from './words.ts';

/** What comes back from the door, and what we say ourselves. */
export type Answer =
  | { kind: 'reply'; reply: Reply }
  /** The button asks for a second look before it is pressed. */
  | { kind: 'look'; token: string; confirm: Confirm; danger: boolean }
  /** Nothing was handed to the door. */
  | { kind: 'stopped'; text: Text };

const stopped = (text: string): Answer => ({ kind: 'stopped', text: [text] });

async function knock({ door }: ConsoleParts, posted: Posted, intent: Intent): Promise<Answer> {
  const { visitor, spot, at } = posted;
  const where = { surface: 'console' as const, channel: spot.channel || null, thread: spot.thread || null };
  const source = 'console_form' as const;
  const visit = { account: visitor.account, where, runId: runOf(spot), delivery: deliveryOf(posted), source, at };
  return { kind: 'reply', reply: await door(intent, visit) };
}

interface Pressed {
  /** Null on a page beside the chat. */
  on: PostRef | null;
  buttons: readonly Button[];
}

/**
 * The message whose button was pressed: one of the chat's, or one that only this person sees, or none, when a command was
 * answered with a second look.
 */
async function findPressed(parts: ConsoleParts, { spot, visitor }: Posted): Promise<Pressed | null> {
  const { store } = parts;
  const { channel, thread, message: id } = spot;
  if (spot.page !== undefined) return { on: null, buttons: [] };
  if (id === '') return { on: { channel, thread: thread || null, message: '' }, buttons: [] };
  const message = await store.find(id);
  if (message) return { on: refOf(message), buttons: message.body.kind === 'card' ? message.body.card.buttons : [] };
  const notice = await store.findNotice(id, keyOf(visitor.account));
  if (!notice) return null;
  const drawn = await redrawNotices(parts, [notice], visitor.account);
  const buttons = drawn.flatMap(({ body }) => (body.kind === 'cards' ? body.cards.flatMap((it) => it.buttons) : []));
  return { on: { channel: notice.channel, thread: notice.thread, message: id }, buttons };
}

export async function press(parts: ConsoleParts, posted: Posted): Promise<Answer> {
  const pressed = await findPressed(parts, posted);
  if (!pressed || (pressed.on && pressed.on.channel !== posted.spot.channel)) return stopped(words.gone);
  const token = posted.values.token ?? '';
  const confirmed = posted.values.confirmed === 'yes';
  const button = pressed.buttons.find((it) => it.token === token);
  if (button?.confirm && !confirmed) {
    return { kind: 'look', token, confirm: button.confirm, danger: button.style === 'danger' };
  }
  return knock(parts, posted, { kind: 'press', token, on: pressed.on, confirmed });
}

export async function submit(parts: ConsoleParts, posted: Posted): Promise<Answer> {
  const message = posted.spot.message === '' ? null : await parts.store.find(posted.spot.message);
  if (message && message.channel !== posted.spot.channel) return stopped(words.gone);
  const fields = Object.entries(posted.values).filter(([name]) => name.startsWith(fieldPrefix));
  const values = Object.fromEntries(
    // Browsers send CRLF in text areas.
    fields.map(([name, value]) => [name.slice(fieldPrefix.length), value.replace(/\r\n/g, '\n')]),
  );
  const token = posted.values.token ?? '';
  return knock(parts, posted, { kind: 'submit', token, values, on: message && refOf(message) });
}

/** Opens the form for one text of the run whose page it is, as the command does that people type. */
export const edit = (parts: ConsoleParts, posted: Posted): Promise<Answer> =>
  knock(parts, posted, { kind: 'command', verb: 'edit', rest: posted.values.artifact ?? '' });

export async function say(parts: ConsoleParts, posted: Posted): Promise<Answer> {
  const text = (posted.values.text ?? '').replace(/\r\n/g, '\n').trim();
  if (text === '') return stopped(words.emptyMessage);
  // Before anything is stored: everybody's page would carry it.
  if (text.length > longestMessage) return stopped(words.longMessage(text.length, longestMessage));
  const policy = posted.values.policy ?? '';
  // An unknown policy is an error, never a default (S1-54).
  if (policy !== '' && policy !== 'pause') return stopped(words.noSuchPolicy);
  const { verbs } = await parts.roster.completions(posted.spot.channel);
  const typed = readTyped(
    text,
    verbs.map(({ verb }) => verb),
  );
  const intent = policy === 'pause' ? pausing(typed) : typed;
  const answer = await knock(parts, posted, intent);
  const accepted = answer.kind === 'reply' && answer.reply.kind !== 'refused';
  if (intent.kind === 'words' && accepted) await show(parts, posted, text);
  return answer;
}

/** Only words have a policy: a command that was typed does what it says. */
const pausing = (typed: Intent): Intent =>
  typed.kind === 'words' || (typed.kind === 'command' && typed.verb === 'say') ? { ...typed, policy: 'pause' } : typed;

/** Words stand in the chat once they were taken; refused ones stay with their author. */
async function show(parts: ConsoleParts, posted: Posted, text: string): Promise<void> {
  const { visitor, at } = posted;
  const place = await placeOf(parts, posted.spot);
  if (place === null) return;
  const key = deliveryOf(posted);
  const author = { kind: 'person' as const, name: visitor.name, handle: null, emoji: null };
  const said = { subject: { kind: 'message' as const, id: key }, author, label: null, text, blocks: [] };
  const body = { kind: 'words' as const, words: said };
  await parts.store.post({ ...place, body, revision: 1, at }, key);
}

/** What is said on a run's page stands in its thread too, where it has one here: the others read along there. */
async function placeOf(parts: ConsoleParts, spot: Spot): Promise<Pick<PostRef, 'channel' | 'thread'> | null> {
  if (spot.page === undefined) return { channel: spot.channel, thread: spot.thread || null };
  const runId = runOf(spot);
  const [root] = runId === undefined ? [] : await parts.placesOf({ kind: 'run', id: runId });
  return root ? { channel: root.channel, thread: root.message } : null;
}

import { elementsOf, labelOf, readBlocks } from '../text/blocks.ts';
import { readMrkdwn } from '../text/mrkdwn.ts';
import type { Names } from '../text/names.ts';
import type { Passage } from '../text/passage.ts';
import type { Json, Message } from '../world/message.ts';
import { optionsOf, valueIn } from '../world/state.ts';
import type { View } from '../world/view.ts';
import type { World } from '../world/world.ts';
import type { SeenDialog, SeenField, SeenMessage } from './seen.ts';

export const buttonsIn = (blocks: Json[], names: Names): string[] =>
  elementsOf(blocks)
    .filter(({ element }) => element.type === 'button')
    .map(({ element }) => labelOf(element.text, names));

const textIn = (passages: Passage[]): string => passages.map(({ text }) => text).join('\n');

/** Of a message with blocks, `text` is only what the notification says; whom it names is counted all the same. */
export function look(world: World, message: Message, names: Names): SeenMessage {
  const fromText = readMrkdwn(message.text, { names, verbatim: false });
  const passages = message.blocks.length > 0 ? readBlocks(message.blocks, names) : fromText;
  const counted = passages === fromText ? passages : [...passages, ...fromText];
  return {
    ...{ channel: message.channel, ts: message.ts, thread: message.thread, onlyFor: message.onlyFor },
    author: message.username ?? names.user(message.user) ?? message.user,
    icon: message.icon,
    passages,
    text: textIn(passages),
    buttons: buttonsIn(message.blocks, names),
    fallback: textIn(fromText),
    pings: counted.flatMap((it) => it.pings),
    links: passages.flatMap((it) => it.links),
  };
}

export function lookAtHome(view: View, names: Names): SeenMessage {
  const passages = readBlocks(view.given.blocks as Json[], names);
  return {
    ...{ channel: '', ts: view.id, thread: null, onlyFor: view.user, author: '', icon: null, fallback: '' },
    ...{ passages, text: textIn(passages), buttons: buttonsIn(view.given.blocks as Json[], names) },
    ...{ pings: passages.flatMap((it) => it.pings), links: passages.flatMap((it) => it.links) },
  };
}

const fieldIn = (view: View, block: Json, element: Json, names: Names): SeenField => {
  const [blockId, actionId] = [String(block.block_id), String(element.action_id)];
  return {
    ...{ blockId, actionId, kind: String(element.type) },
    label: labelOf(block.label ?? block.text, names),
    value: valueIn(view.values[blockId]?.[actionId] ?? {}),
    options: optionsOf(element).map((it) => String(it.value)),
    problem: view.problems[blockId] ?? null,
  };
};

export function lookAtModal(view: View, names: Names): SeenDialog {
  const { given } = view;
  const blocks = given.blocks as Json[];
  const fields = elementsOf(blocks).filter(
    ({ block, element }) => view.values[String(block.block_id)]?.[String(element.action_id)] !== undefined,
  );
  const title = labelOf(given.title, names);
  return {
    ...{ kind: 'modal', title, text: [title, textIn(readBlocks(blocks, names))].join('\n') },
    yes: given.submit === undefined ? null : labelOf(given.submit, names),
    no: given.close === undefined ? 'Cancel' : labelOf(given.close, names),
    fields: fields.map(({ block, element }) => fieldIn(view, block, element, names)),
    buttons: buttonsIn(blocks, names),
    trouble: view.trouble,
  };
}

/** The native dialog of a button. */
export function lookAtConfirm(confirm: Json, names: Names): SeenDialog {
  const title = labelOf(confirm.title, names);
  return {
    ...{ kind: 'confirm', title, text: `${title}\n${labelOf(confirm.text, names)}` },
    ...{ yes: labelOf(confirm.confirm, names), no: labelOf(confirm.deny, names) },
    ...{ fields: [], buttons: [], trouble: null },
  };
}

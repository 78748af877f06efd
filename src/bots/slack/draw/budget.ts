import type { AnyBlock, HomeView, ModalView } from '@slack/types';
import { limits } from '../limits.ts';
import { budgets, surfacesOf } from './budgets.ts';
import { objectsIn, sizesAt } from './json-path.ts';
import type { SlackMessage } from './message.ts';

/** What Slack would refuse of this, a line each. Nothing is sent that has any. */
export function faultsOf(drawn: SlackMessage | ModalView | HomeView): string[] {
  return 'type' in drawn ? viewFaults(drawn) : messageFaults(drawn);
}

/** Characters of all texts that a reader may see, including those of buttons and dialogs. */
export const charactersOf = (blocks: readonly AnyBlock[]): number =>
  objectsIn(blocks)
    .flatMap((object) => [object.text, object.fallback, object.accessibility_label, object.initial_value])
    .reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);

function messageFaults({ text, blocks }: SlackMessage): string[] {
  const { message } = limits;
  return [
    ...within('text', Buffer.byteLength(text), message.text),
    ...within('blocks', blocks.length, message.blocks),
    ...within('characters', charactersOf(blocks), message.characters),
    ...blocksFaults(blocks, 'message'),
  ];
}

function viewFaults(view: ModalView | HomeView): string[] {
  const lacksSubmit = view.type === 'modal' && !view.submit && view.blocks.some(({ type }) => type === 'input');
  return [
    ...objectFaults(view.type, { ...view }),
    ...within('bytes', Buffer.byteLength(JSON.stringify(view)), limits.view.bytes),
    ...(lacksSubmit ? ['an input without submit'] : []),
    ...blocksFaults(view.blocks, view.type),
  ];
}

function blocksFaults(blocks: readonly AnyBlock[], surface: 'message' | 'modal' | 'home'): string[] {
  const strange = blocks.filter(({ type }) => !surfacesOf[type]?.includes(surface));
  return [
    ...strange.map(({ type }) => `${type} in a ${surface}`),
    ...objectsIn(blocks).flatMap((object) => objectFaults(String(object.type), object)),
    ...['block_id', 'action_id'].flatMap((key) => doubles(key, objectsIn(blocks))),
  ];
}

/** Ids that occur more than once. All inputs have the same `action_id`, which Slack allows, since each has a block of its own. */
function doubles(key: string, objects: Record<string, unknown>[]): string[] {
  const ids = objects.filter(({ type }) => key === 'block_id' || type === 'button').map((object) => object[key]);
  const given = ids.filter((id) => id !== undefined);
  return new Set(given).size === given.length ? [] : [`${key} twice`];
}

const objectFaults = (type: string, object: Record<string, unknown>): string[] =>
  Object.entries(budgets[type] ?? {}).flatMap(([path, most]) =>
    sizesAt(object, path.split('.')).flatMap((size) => within(`${type} ${path}`, size, most)),
  );

/** What is given may not be empty. */
const within = (what: string, size: number, most: number): string[] =>
  size >= 1 && size <= most ? [] : [`${what}: ${size} of 1 to ${most}`];

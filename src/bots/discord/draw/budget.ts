import { ComponentType } from 'discord.js';
import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import { limits } from '../limits.ts';
import { budgets, option, surfacesOf } from './budgets.ts';
import type { DiscordMessage, DiscordWords } from './message.ts';
import { componentsIn } from './components.ts';

type Modal = APIModalInteractionResponseCallbackData;
type Json = Record<string, unknown>;

/** What Discord would refuse of this, a line each. Nothing is sent that has any. */
export const faultsOf = (drawn: DiscordMessage | DiscordWords | Modal): string[] =>
  'title' in drawn ? modalFaults(drawn) : messageFaults(drawn);

/** Every text that a reader may see, those of buttons among them. */
export const charactersOf = (components: unknown): number =>
  componentsIn(components)
    .flatMap(({ content, label }) => [content, label])
    .reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);

function messageFaults(message: DiscordMessage | DiscordWords): string[] {
  const { components } = message;
  const inside = components.flatMap((it) => (it.type === ComponentType.Container ? it.components : []));
  return [
    ...('username' in message ? within('username', message.username, limits.username) : []),
    ...(message.allowed_mentions.parse.length > 0 ? ['it may ping'] : []),
    ...mentionFaults(message.allowed_mentions.users ?? []),
    ...within('components', componentsIn(components), limits.message.components),
    ...(charactersOf(components) > limits.message.characters ? [`characters: ${charactersOf(components)}`] : []),
    ...strangersIn(components, 'message'),
    ...strangersIn(inside, 'container'),
    ...partsFaults(components),
  ];
}

/** It takes no more in a list, and nothing but ids. */
const mentionFaults = (users: readonly string[]): string[] =>
  users.length > limits.mentions || !users.every((user) => /^\d+$/.test(user)) ? ['mentions'] : [];

const modalFaults = ({ custom_id: id, title, components }: Modal): string[] => [
  ...within('custom_id', id, limits.customId),
  ...within('title', title, limits.modal.title),
  ...within('components', components, limits.modal.components),
  ...(components.some(({ type }) => type === ComponentType.Label) ? [] : ['nothing to fill in']),
  ...strangersIn(components, 'modal'),
  ...partsFaults(components),
];

function strangersIn(
  components: readonly { type: ComponentType }[],
  surface: 'message' | 'container' | 'modal',
): string[] {
  const strange = components.filter(({ type }) => !surfacesOf[type]?.includes(surface));
  return strange.map(({ type }) => `${ComponentType[type]} in a ${surface}`);
}

function partsFaults(components: unknown): string[] {
  const all = componentsIn(components);
  const ids = all.map(({ custom_id: id }) => id).filter((id) => id !== undefined);
  return [...all.flatMap(partFaults), ...(new Set(ids).size === ids.length ? [] : ['custom_id twice'])];
}

function partFaults(part: Json): string[] {
  const type = part.type as ComponentType;
  const options = Array.isArray(part.options) ? (part.options as Json[]) : [];
  const values = options.map(({ value }) => value);
  return [
    ...propertyFaults(ComponentType[type], part, budgets[type] ?? {}),
    ...options.flatMap((it) => propertyFaults('option', it, option)),
    ...(new Set(values).size === values.length ? [] : ['option twice']),
    ...(options.filter((it) => it.default === true).length > 1 ? ['more than one default'] : []),
  ];
}

const propertyFaults = (name: string, part: Json, most: Readonly<Record<string, number>>): string[] =>
  Object.entries(most).flatMap(([key, limit]) => within(`${name} ${key}`, part[key], limit));

/** What is there at all may not be empty, nor nothing but space. */
function within(what: string, value: unknown, most: number): string[] {
  if (typeof value !== 'string' && !Array.isArray(value)) return [];
  const size = typeof value === 'string' && value.trim() === '' ? 0 : value.length;
  return size >= 1 && size <= most ? [] : [`${what}: ${size} of 1 to ${most}`];
}

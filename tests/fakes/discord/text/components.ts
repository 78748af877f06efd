import { asText, isObject, type Json } from '../limits/faults.ts';
import { kind, selects } from '../limits/kinds.ts';
import { readMarkdown } from './markdown.ts';
import type { Names, Passage } from './passage.ts';

/** What these components hold directly: accessories and a label's field too. */
const below = (it: Json): unknown[] => [
  ...(Array.isArray(it.components) ? (it.components as unknown[]) : []),
  ...[it.accessory, it.component].filter(isObject),
];

/** All of them, outer before inner, in the order in which they are read. */
export const elementsOf = (components: unknown): Json[] =>
  (Array.isArray(components) ? components.filter(isObject) : []).flatMap((it) => [it, ...elementsOf(below(it))]);

export const textsIn = (components: unknown, names: Names): Passage[] =>
  elementsOf(components)
    .filter((it) => it.type === kind.text)
    .flatMap((it) => readMarkdown(asText(it.content), names));

export const buttonsIn = (components: unknown): Json[] =>
  elementsOf(components).filter((it) => it.type === kind.button);

export const labelOf = (button: Json): string => {
  return asText(button.label) || (isObject(button.emoji) ? asText(button.emoji.name) : '');
};

export const menusIn = (components: unknown): Json[] =>
  elementsOf(components).filter((it) => selects.includes(it.type));

import { ButtonStyle, ComponentType } from 'discord.js';
import { readMarkdown } from '../../../fakes/discord/text/markdown.ts';
import type { Passage } from '../../../fakes/discord/text/passage.ts';

type Json = Record<string, unknown>;

const marks: Record<Passage['kind'], string> = {
  words: '',
  heading: '# ',
  quote: '> ',
  code: '$ ',
  item: '- ',
  small: '_ ',
};

/** Components as a person reads them, a line each, in order; `---` is a line between, `[ ]` a button, `▾` a choice. */
export const read = (components: readonly unknown[]): string[] =>
  components.flatMap((component) => readComponent(component as Json));

function readComponent(it: Json): string[] {
  switch (it.type) {
    case ComponentType.Container:
    case ComponentType.ActionRow:
      return read(it.components as unknown[]);
    case ComponentType.Separator:
      return ['---'];
    case ComponentType.TextDisplay:
      return readMarkdown(it.content as string).flatMap(({ kind, text }) => prefixed(marks[kind], text));
    case ComponentType.Button:
      return [`[${it.label as string}] ${ButtonStyle[it.style as number]!.toLowerCase()}`];
    case ComponentType.Label:
      return readLabel(it);
    default:
      return [`?? ${String(it.type)}`];
  }
}

function readLabel({ label, description, component }: Json): string[] {
  const { value, options, required } = component as Json;
  const chosen = (options as Json[] | undefined)?.find((option) => option.default === true);
  const shown = options === undefined ? String((value as string | undefined) ?? '') : `${String(chosen?.label)} ▾`;
  const head = `${label as string}${required === true ? ' (required)' : ''}: ${shown}`;
  return [head, ...(description === undefined ? [] : [`  ${description as string}`])];
}

const prefixed = (mark: string, text: string): string[] => text.split('\n').map((line) => mark + line);

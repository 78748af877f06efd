import { ComponentType } from 'discord.js';
import { limits } from '../limits.ts';

type Surface = 'message' | 'container' | 'modal';

/** The components that we draw, and where Discord takes them; those within another one stand with that. */
export const surfacesOf: Readonly<Partial<Record<ComponentType, readonly Surface[]>>> = {
  [ComponentType.Container]: ['message'],
  [ComponentType.ActionRow]: ['message', 'container'],
  [ComponentType.Separator]: ['message', 'container'],
  [ComponentType.TextDisplay]: ['message', 'container', 'modal'],
  [ComponentType.Label]: ['modal'],
};

/** By a component's type: the most characters, or parts of a list, of each of its properties. */
export const budgets: Readonly<Partial<Record<ComponentType, Readonly<Record<string, number>>>>> = {
  [ComponentType.Container]: { components: limits.container },
  [ComponentType.ActionRow]: { components: limits.row.buttons },
  [ComponentType.TextDisplay]: { content: limits.text },
  [ComponentType.Button]: { custom_id: limits.customId, label: limits.button.label },
  [ComponentType.Label]: { label: limits.label.label, description: limits.label.description },
  [ComponentType.TextInput]: { custom_id: limits.customId, value: limits.input.value },
  [ComponentType.StringSelect]: {
    custom_id: limits.customId,
    placeholder: limits.select.placeholder,
    options: limits.select.options,
  },
};

export const option = {
  label: limits.select.label,
  value: limits.select.value,
  description: limits.select.description,
} as const;

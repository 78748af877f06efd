import type { InputBlock, KnownBlock, PlainTextInput, PlainTextOption, StaticSelect } from '@slack/types';
import { visible } from '../../../core/cards/agent-text.ts';
import { digestText } from '../../../core/digest.ts';
import type { Field } from '../../../core/cards/card.ts';
import { limits } from '../limits.ts';
import { drawAlert } from './alert.ts';
import { fieldAction, fieldId } from './field-id.ts';
import { plain } from './plain.ts';
import { richBlock, section, strong, words } from './rich.ts';
import { drawingWords } from './words.ts';

type Choice = Extract<Field, { kind: 'choice' }>;

/** A field, with its problem below it, and above it, in full, the choices that Slack would cut. */
export function drawField(field: Field, problem: string | undefined, round: number): KnownBlock[] {
  const input: InputBlock = {
    type: 'input',
    block_id: fieldId(field.name, round),
    label: plain(field.label, limits.input.label),
    element: field.kind === 'choice' && field.choices.length > 0 ? drawChoice(field) : drawText(field),
    optional: !field.required,
    ...(field.help === null ? {} : { hint: plain(field.help, limits.input.hint) }),
  };
  const above = field.kind === 'choice' ? inFull(field) : [];
  return [
    ...above,
    input,
    ...(problem === undefined ? [] : [drawAlert('error', drawingWords.problem(field.label, problem))]),
  ];
}

/** For numbers too: what Slack's own number field refuses would never reach the rules, which can say what is wrong with it. */
const drawText = (field: Field): PlainTextInput => ({
  type: 'plain_text_input',
  action_id: fieldAction,
  multiline: field.kind === 'text',
  max_length: limits.input.value,
  ...(field.value === '' ? {} : { initial_value: field.value }),
});

function drawChoice({ choices, value }: Choice): StaticSelect {
  const options = choices.map(drawOption);
  const initial = options[choices.findIndex((choice) => choice.value === value)];
  return {
    type: 'static_select',
    action_id: fieldAction,
    placeholder: plain(drawingWords.choose, limits.input.placeholder),
    ...(options.length > limits.select.options ? { option_groups: grouped(options) } : { options }),
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

const drawOption = ({ value, label }: Choice['choices'][number]): PlainTextOption => ({
  text: plain(label, limits.select.text),
  value: optionValue(value),
});

const isLong = (value: string): boolean => value.length > limits.select.value || value.trim() === '';

/** Stands for a value that is empty, or longer than Slack allows for an option; the form's metadata keeps the value itself. */
const optionValue = (value: string): string => (isLong(value) ? `long.${digestText(value).slice(0, 16)}` : value);

export const longValues = (fields: readonly Field[]): Record<string, string> =>
  Object.fromEntries(
    fields
      .flatMap((field) => (field.kind === 'choice' ? field.choices : []))
      .filter(({ value }) => isLong(value))
      .map(({ value }) => [optionValue(value), value]),
  );

function grouped(options: PlainTextOption[]): NonNullable<StaticSelect['option_groups']> {
  const { options: most } = limits.select;
  return Array.from({ length: Math.ceil(options.length / most) }, (_, index) => {
    const part = options.slice(index * most, (index + 1) * most);
    const label = drawingWords.group(index * most + 1, index * most + part.length);
    return { label: plain(label, limits.select.groupLabel), options: part };
  });
}

/** The choices whose texts are longer than the 75 characters of an option. */
function inFull({ label, choices }: Choice): KnownBlock[] {
  const cut = choices.filter((choice) => visible(choice.label).trim().length > limits.select.text);
  if (cut.length === 0) return [];
  const lines = cut.map((choice) => words(`\n• ${choice.label}`));
  return [richBlock([section([strong(drawingWords.inFull(label)), ...lines])])];
}

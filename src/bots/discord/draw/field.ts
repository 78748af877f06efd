import { ComponentType, TextInputStyle } from 'discord.js';
import type {
  APILabelComponent,
  APISelectMenuOption,
  APIStringSelectComponent,
  APITextInputComponent,
} from 'discord.js';
import { cap } from '../../../core/cards/agent-text.ts';
import type { Block, Field } from '../../../core/cards/card.ts';
import { count } from '../../../core/cards/numbers.ts';
import { limits } from '../limits.ts';
import { plain, plainly } from './plain.ts';
import { drawingWords } from './words.ts';

type Choice = Extract<Field, { kind: 'choice' }>;

/** A field below its label, with as much of its help as there is room for; `fieldNotes` has the rest. */
export function drawField(field: Field): APILabelComponent {
  const help = plainly(field.help ?? '');
  return {
    type: ComponentType.Label,
    label: plain(field.label, limits.label.label),
    ...(help === '' ? {} : { description: cap(help, limits.label.description).text }),
    component: field.kind === 'choice' && field.choices.length > 0 ? drawChoice(field) : drawText(field),
  };
}

/** For numbers, too: the rules say what is wrong with a text that is none. */
const drawText = ({ kind, name, required, value }: Field): APITextInputComponent => ({
  type: ComponentType.TextInput,
  custom_id: name,
  style: kind === 'text' || value.includes('\n') ? TextInputStyle.Paragraph : TextInputStyle.Short,
  required,
  max_length: limits.input.value,
  ...(value === '' ? {} : { value }),
});

const drawChoice = (field: Choice): APIStringSelectComponent => ({
  type: ComponentType.StringSelect,
  custom_id: field.name,
  required: field.required,
  placeholder: drawingWords.choose,
  options: offered(field).map((choice) => drawOption(choice, choice.value === field.value)),
});

/** The first ones, in the core's order; and the chosen one, wherever it stands. */
function offered({ choices, value }: Choice): Choice['choices'] {
  const first = choices.slice(0, limits.select.options);
  const chosen = choices.slice(limits.select.options).find((choice) => choice.value === value);
  return chosen === undefined ? first : [...first.slice(0, -1), chosen];
}

/** A label that is too long for the first line continues in the second. */
function drawOption({ value, label }: Choice['choices'][number], isChosen: boolean): APISelectMenuOption {
  const shown = plainly(label);
  const first = cap(shown, limits.select.label);
  const rest = first.cut ? `…${shown.slice(first.text.length - 1)}` : '';
  return {
    value,
    label: plain(first.text, limits.select.label),
    ...(first.cut ? { description: plain(rest, limits.select.description) } : {}),
    ...(isChosen ? { default: true } : {}),
  };
}

/** What there is no room for at the field itself, and stands above the fields instead. */
export function fieldNotes(field: Field): Block[] {
  const label = plainly(field.label);
  const help = plainly(field.help ?? '');
  const full = [
    ...(label.length > limits.label.label ? [label] : []),
    ...(help.length > limits.label.description ? [help] : []),
  ];
  const notes: Block[] =
    full.length === 0
      ? []
      : [
          {
            kind: 'facts',
            facts: [{ label: drawingWords.inFull(cap(label, limits.label.label).text), value: [full.join(': ')] }],
          },
        ];
  if (field.kind !== 'choice' || field.choices.length <= limits.select.options) return notes;
  const few = drawingWords.firstOf(label, limits.select.options, count(field.choices.length));
  return [...notes, { kind: 'note', text: [few] }];
}

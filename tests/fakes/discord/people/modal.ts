import { asText, type Json } from '../limits/faults.ts';
import { kind, selects } from '../limits/kinds.ts';
import { elementsOf, textsIn } from '../text/components.ts';
import { noNames } from '../text/passage.ts';
import { type Interaction, interactionType } from '../world/interaction.ts';
import type { Person } from './person.ts';
import type { OpenModal, Self } from './self.ts';
import type { SeenDialog, SeenField } from './seen.ts';

type Filling = Pick<Person, 'fill' | 'submit' | 'closeDialog' | 'dialog'>;

interface Field {
  it: Json;
  label: string;
}

const rowsOf = (modal: OpenModal): Json[] => modal.given.components as Json[];
const isField = (it: Json): boolean => it.type === kind.textInput || selects.includes(it.type);

const fieldsOf = (modal: OpenModal): Field[] =>
  rowsOf(modal).flatMap((row) =>
    elementsOf([row])
      .filter(isField)
      .map((it) => ({ it, label: asText(row.label) || asText(it.label) })),
  );

const optionsOf = (it: Json): Json[] => (it.options ?? []) as Json[];

/** What stands in a field: what was filled in, else what the app put there. */
function valueOf(modal: OpenModal, it: Json): string {
  const chosen = optionsOf(it).find((one) => one.default === true)?.value;
  return modal.values.get(asText(it.custom_id)) ?? asText(it.value ?? chosen);
}

function look(modal: OpenModal): SeenDialog {
  const fields = fieldsOf(modal).map(({ it, label }): SeenField => {
    const options = optionsOf(it).map((one) => asText(one.value));
    return { id: asText(it.custom_id), label, kind: Number(it.type), value: valueOf(modal, it), options };
  });
  const hints = rowsOf(modal).map((row) => asText(row.description));
  const title = asText(modal.given.title);
  const words = textsIn(rowsOf(modal), noNames).map(({ text }) => text);
  const text = [title, ...words, ...fields.map(({ label }) => label), ...hints].filter((it) => it !== '').join('\n');
  return { title, text, fields };
}

function open(self: Self): OpenModal {
  if (self.modal === null) throw new Error(`No modal stands before ${self.user.name}.`);
  return self.modal;
}

function fill(modal: OpenModal, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) {
    const isMeant = ({ it, label }: Field): boolean =>
      [asText(it.custom_id), asText(it.custom_id).split(/[.:]/).at(-1), label].includes(name);
    const field = fieldsOf(modal).find(isMeant);
    if (field === undefined) throw new Error(`There is no field “${name}” in this modal.`);
    const chosen = optionsOf(field.it).find((one) => one.label === value || one.value === value);
    if (field.it.type === kind.select && chosen === undefined) throw new Error(`“${name}” does not offer “${value}”.`);
    modal.values.set(asText(field.it.custom_id), chosen === undefined ? value : asText(chosen.value));
  }
}

/** Whether the client would send it. */
function isGood(modal: OpenModal, { it }: Field): boolean {
  const value = valueOf(modal, it);
  if (value === '') return it.required === false;
  if (it.type !== kind.textInput) return true;
  return value.length >= Number(it.min_length ?? 0) && value.length <= Number(it.max_length ?? 4000);
}

/** The shape that it came in comes back: rows as rows, labels as labels. */
function submitted(modal: OpenModal): Json[] {
  const state = (it: Json): Json => {
    const value = valueOf(modal, it);
    const common = { type: it.type, id: it.id ?? 0, custom_id: it.custom_id };
    return it.type === kind.textInput ? { ...common, value } : { ...common, values: value === '' ? [] : [value] };
  };
  return rowsOf(modal).map((row, index): Json => {
    const common = { type: row.type, id: index + 1 };
    if (row.type === kind.label) return { ...common, component: state(row.component as Json) };
    return row.type === kind.row ? { ...common, components: (row.components as Json[]).map(state) } : common;
  });
}

async function submit(self: Self): Promise<Interaction | null> {
  const modal = open(self);
  if (!fieldsOf(modal).every((field) => isGood(modal, field))) return null;
  const { channel, source, given } = modal;
  const data = { custom_id: given.custom_id, components: submitted(modal), resolved: {} };
  const interaction = await self.ask({ type: interactionType.modal, channel, source, data });
  // What was not answered stays open, with the words in it.
  if (interaction.failure === null) self.modal = null;
  return interaction;
}

export const fillingIn = (self: Self): Filling => ({
  fill: (values) => fill(open(self), values),
  submit: async (values = {}) => {
    fill(open(self), values);
    return submit(self);
  },
  closeDialog: () => void (self.modal = null),
  dialog: () => self.modal && look(self.modal),
});

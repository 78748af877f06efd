import type { Field, Form } from '../../../core/cards/card.ts';
import { limits } from '../limits.ts';

/** One of the modal's components is the text above the fields. */
const mostFields = limits.modal.components - 1;

/**
 * The fields of a form, as many at a time as one modal holds. The core's run form has up to eight: a brief, four parameters, the
 * mode and two budgets.
 */
export function partsOf(form: Form): Field[][] {
  const parts = Math.ceil(form.fields.length / mostFields);
  return Array.from({ length: parts }, (_, part) => form.fields.slice(part * mostFields, (part + 1) * mostFields));
}

/**
 * The form with all that must be filled in moved to its first part, where that has room for all of it: then whoever is in a hurry opens
 * no other. Each part keeps the order of the form. Only for a form that nobody has typed in: later, its fields would change places.
 */
export function neededFirst(form: Form): Form {
  const { fields } = form;
  const needed = fields.filter((field) => !canStayAsItIs(field));
  const isSplit = fields.slice(mostFields).some((field) => needed.includes(field));
  if (!isSplit || needed.length > mostFields) return form;
  const others = fields.filter((field) => !needed.includes(field)).slice(0, mostFields - needed.length);
  const first = fields.filter((field) => needed.includes(field) || others.includes(field));
  return { ...form, fields: [...first, ...fields.filter((field) => !first.includes(field))] };
}

/** It has a value already, or may be left empty. */
const canStayAsItIs = ({ required, value }: Field): boolean => !required || value.trim() !== '';

/**
 * The fields of this part and of those after it, if nobody has to open these. Null: something is still to be filled in or mended there,
 * or the form is dangerous, and is read to its end.
 */
export function readyFrom(form: Form, part: number): Field[] | null {
  if (form.danger) return null;
  const rest = partsOf(form).slice(part).flat();
  const isReady = rest.every((field) => canStayAsItIs(field) && form.problems[field.name] === undefined);
  return isReady ? rest : null;
}

/** The part in which the first problem is. */
export const partToMend = (form: Form): number =>
  Math.max(
    partsOf(form).findIndex((fields) => fields.some(({ name }) => form.problems[name] !== undefined)),
    0,
  );

/** The form with what was typed in one of its parts, and without the problems of these fields. */
export const withTyped = (form: Form, typed: Readonly<Record<string, string>>): Form => ({
  ...form,
  fields: form.fields.map((field) => ({ ...field, value: typed[field.name] ?? field.value })),
  problems: Object.fromEntries(Object.entries(form.problems).filter(([name]) => !Object.hasOwn(typed, name))),
});

/** The values of all its parts, as they are submitted. */
export const typedIn = (form: Form): Record<string, string> =>
  Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));

import type { Field, Form } from '../../../core/cards/card.ts';
import { limits } from '../limits.ts';

/** One component is what stands above the fields. */
const mostFields = limits.modal.components - 1;

/**
 * The fields of a form, as many at a time as one modal holds. The core's run form has up to eight: a brief, four parameters, the
 * mode and two budgets.
 */
export function partsOf(form: Form): Field[][] {
  const parts = Math.ceil(form.fields.length / mostFields);
  return Array.from({ length: parts }, (_, part) => form.fields.slice(part * mostFields, (part + 1) * mostFields));
}

/** Where somebody has to look first when it comes back. */
export const partToMend = (form: Form): number =>
  Math.max(
    partsOf(form).findIndex((fields) => fields.some(({ name }) => form.problems[name] !== undefined)),
    0,
  );

/** The form with what was typed in one of its parts; everything else in it stays, but for what was wrong there before. */
export const withTyped = (form: Form, typed: Readonly<Record<string, string>>): Form => ({
  ...form,
  fields: form.fields.map((field) => ({ ...field, value: typed[field.name] ?? field.value })),
  problems: Object.fromEntries(Object.entries(form.problems).filter(([name]) => !Object.hasOwn(typed, name))),
});

/** All that is to be submitted of a form that was filled in part by part. */
export const typedIn = (form: Form): Record<string, string> =>
  Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));

import { findAll, findOne, parseHtml, textOf, withId, withTag, type Element } from '../../bots/console/html.ts';

/** What a browser would send: where to, and with which values. */
export interface SentForm {
  action: string;
  values: Record<string, string>;
}

const isInput = (element: Element): boolean => ['input', 'textarea', 'select'].includes(element.tag);

function valueOf(input: Element): string {
  if (input.tag === 'textarea') return textOf(input).replace(/^\n/, '');
  if (input.tag === 'input') return input.attributes.value ?? '';
  return findOne(input, (it) => it.attributes.selected !== undefined)?.attributes.value ?? '';
}

function formOf(form: Element): SentForm {
  const values = findAll(form, isInput).map((input) => [input.attributes.name ?? '', valueOf(input)] as const);
  return { action: form.attributes.action ?? '', values: Object.fromEntries(values) };
}

/** The form of the dialog that came as an answer; it asks for words, or for a second look. */
export function dialogIn(html: string): SentForm {
  const form = findOne(parseHtml(html), withTag('form'));
  if (!form) throw new Error(`A dialog without a form: ${html.slice(0, 200)}`);
  return formOf(form);
}

/** The button of a message in a thread's page; null when it is not drawn there. Each drawing has a nonce of its own. */
export function buttonIn(html: string, message: string, label: string): SentForm | null {
  const article = findOne(parseHtml(html), withId(`side-${message}`));
  const forms = article ? findAll(article, withTag('form')) : [];
  const found = forms.find((form) => findAll(form, withTag('button')).some((it) => textOf(it).trim() === label));
  return found ? formOf(found) : null;
}

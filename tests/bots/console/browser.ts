import { pressLink } from '../../setup/sign-in.ts';
import { type Element, findAll, findOne, parseHtml, textOf, withClass, withTag } from './html.ts';

const isInput = (element: Element): boolean => ['input', 'textarea', 'select'].includes(element.tag);

/** The values that a browser would send of a form. */
function valuesOf(form: Element): Record<string, string> {
  const values: Record<string, string> = {};
  for (const input of findAll(form, isInput)) {
    const { name = '', value = '' } = input.attributes;
    const chosen = findOne(input, (it) => it.attributes.selected !== undefined);
    values[name] = input.tag === 'input' ? value : (chosen?.attributes.value ?? textOf(input).replace(/^\n/, ''));
  }
  return values;
}

/** One person's browser, with its cookie and without a script. */
export class Browser {
  #cookie = '';
  #dialog: Element | null = null;
  #failure: string | null = null;
  #led: string | null = null;
  #last: { path: string; values: Record<string, string> } | null = null;
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  async signIn(link: string): Promise<void> {
    const response = await pressLink(this.#origin + link);
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    if (this.#cookie === '') throw new Error(`The link did not sign in: ${response.status}.`);
  }

  async get(path: string): Promise<Element> {
    const response = await fetch(this.#origin + path, { headers: { cookie: this.#cookie } });
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}.`);
    return parseHtml(await response.text());
  }

  get dialog(): Element | null {
    return this.#dialog;
  }

  /** Where the last answer led, fragment and all. */
  get led(): string | null {
    return this.#led;
  }

  get failure(): string | null {
    return this.#failure;
  }

  closeDialog(): void {
    this.#dialog = null;
  }

  async pressIn(holder: Element, label: string): Promise<void> {
    const forms = findAll(holder, withTag('form'));
    const form = forms.find((it) => findAll(it, withTag('button')).some((button) => textOf(button).trim() === label));
    if (!form) throw new Error(`There is no button ${label}.`);
    await this.send(form, {});
  }

  /** Sends a form, or the open dialog, with these values over its own. */
  async send(form: Element | null, values: Record<string, string>): Promise<void> {
    const sent = form ?? this.#dialog;
    if (!sent) throw new Error('No form is open.');
    await this.#post(sent.attributes.action ?? '', { ...valuesOf(sent), ...values });
  }

  async again(): Promise<void> {
    if (!this.#last) throw new Error('Nothing was sent yet.');
    await this.#post(this.#last.path, this.#last.values);
  }

  async #post(path: string, values: Record<string, string>): Promise<void> {
    this.#last = { path, values };
    const headers = { cookie: this.#cookie, origin: this.#origin };
    const body = new URLSearchParams(values);
    const response = await fetch(this.#origin + path, { method: 'POST', headers, body, redirect: 'manual' });
    this.#led = response.headers.get('location');
    const page = response.status === 303 ? null : parseHtml(await response.text());
    this.#dialog = page && response.ok ? findOne(page, withClass('form')) : null;
    this.#failure = page && !response.ok ? textOf(page) : null;
  }
}

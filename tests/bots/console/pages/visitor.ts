import { randomBytes } from 'node:crypto';
import { pressLink } from '../../../setup/sign-in.ts';
import { type Element, findAll, findOne, parseHtml, withTag } from '../html.ts';
import type { Story } from '../story.ts';

export interface Answered {
  status: number;
  location: string | null;
  html: string;
  page: Element;
}

/** Somebody who is signed in, with a browser that runs no script. */
export async function visitor(story: Story, person: string) {
  const { origin } = story;
  const signedIn = await pressLink(origin + (await story.link(person)));
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  if (cookie === '') throw new Error(`The link did not sign in: ${signedIn.status}.`);
  const read = async (response: Response): Promise<Answered> => {
    const html = await response.text();
    const isPage = response.headers.get('content-type')?.startsWith('text/html') === true && response.status !== 303;
    const page = isPage ? parseHtml(html) : { tag: '#root', attributes: {}, children: [] };
    return { status: response.status, location: response.headers.get('location'), html, page };
  };
  return {
    /** Without following where it leads. */
    head: (path: string) => fetch(origin + path, { headers: { cookie }, redirect: 'manual' }),
    get: async (path: string) => read(await fetch(origin + path, { headers: { cookie } })),
    post: async (path: string, values: Record<string, string>, headers: Record<string, string> = { origin }) =>
      read(
        await fetch(origin + path, {
          method: 'POST',
          headers: { cookie, ...headers },
          body: new URLSearchParams(values),
          redirect: 'manual',
        }),
      ),
  };
}

export const nonce = (): string => randomBytes(16).toString('base64url');

/** Inside the frame: the page's own. */
export const mainOf = (page: Element): Element => findOne(page, withTag('main')) ?? page;

const inLine = new Set(['a', 'span', 'strong', 'time', 'code']);

const spaced = (node: Element | string): string => {
  if (typeof node === 'string') return node;
  const inside = node.children.map(spaced).join('');
  return inLine.has(node.tag) ? inside : ` ${inside} `;
};

/** As a reader reads it. */
export const words = (element: Element): string => spaced(element).replace(/\s+/g, ' ').trim();

export const all = (page: Element, test: (element: Element) => boolean): string[] => findAll(page, test).map(words);

/** What a form would send. */
export const fieldsOf = (form: Element): Record<string, string> =>
  Object.fromEntries(
    findAll(form, withTag('input')).map(({ attributes }) => [attributes['name'] ?? '', attributes['value'] ?? '']),
  );

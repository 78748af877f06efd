/** A reader of the well-formed HTML that a server sends; it throws where a browser would guess. */

export interface Element {
  tag: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
}

const token = /<!doctype html>|<\/([a-z0-9]+)>|<([a-z0-9]+)((?:\s+[a-z][a-z0-9-]*(?:="[^"]*")?)*)\s*\/?>|[^<]+|</gi;
const empty = new Set(['meta', 'link', 'input', 'img', 'br', 'hr']);
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const decode = (text: string): string =>
  text.replace(/&([a-z]+|#\d+);/g, (whole, name: string) => entities[name] ?? whole);

function readAttributes(text: string): Record<string, string> {
  const found = [...text.matchAll(/([a-z][a-z0-9-]*)(?:="([^"]*)")?/gi)];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, decode(value)]));
}

export function parseHtml(html: string): Element {
  const root: Element = { tag: '#root', attributes: {}, children: [] };
  const open = [root];
  const top = (): Element => open.at(-1) ?? root;
  for (const [whole, end, start, attributes = ''] of html.matchAll(token)) {
    if (whole === '<') throw new Error(`A stray "<" in ${top().tag}.`);
    if (/^<!doctype/i.test(whole)) continue;
    if (end !== undefined) {
      if (top().tag !== end) throw new Error(`</${end}> closes <${top().tag}>.`);
      open.pop();
    } else if (start !== undefined) {
      const element: Element = { tag: start, attributes: readAttributes(attributes), children: [] };
      top().children.push(element);
      if (!empty.has(start)) open.push(element);
    } else top().children.push(decode(whole));
  }
  if (open.length > 1) throw new Error(`<${top().tag}> is never closed.`);
  return root;
}

type Test = (element: Element) => boolean;
export const withClass =
  (name: string): Test =>
  (element) =>
    (element.attributes.class ?? '').split(' ').includes(name);
export const withTag =
  (tag: string): Test =>
  (element) =>
    element.tag === tag;
export const withId =
  (id: string): Test =>
  (element) =>
    element.attributes.id === id;
export const withAttribute =
  (name: string): Test =>
  (element) =>
    element.attributes[name] !== undefined;

/** In document order; what is inside a found one is looked through too. */
export const findAll = (root: Element, test: Test): Element[] =>
  root.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(test(child) ? [child] : []), ...findAll(child, test)],
  );

export const findOne = (root: Element, test: Test): Element | null => findAll(root, test)[0] ?? null;

export const textOf = (node: Element, without: Test = () => false): string =>
  node.children
    .map((child) => (typeof child === 'string' ? child : without(child) ? ' ' : textOf(child, without)))
    .join('');

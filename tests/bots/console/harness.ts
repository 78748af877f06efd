import type { Harness, MakeHarness, Seen, SeenDialog } from '../../contract/harness.ts';
import { Browser } from './browser.ts';
import { type Element, findAll, findOne, textOf, withAttribute, withClass, withId, withTag } from './html.ts';
import { startRig } from './rig.ts';

const isFence = withAttribute('data-agent');
const isPreview = withAttribute('data-preview');
const isTheirs = (element: Element): boolean => isFence(element) || isPreview(element);
const spaced = (element: Element): string => textOf(element, isTheirs);

const see = (article: Element): Seen => ({
  id: (article.attributes.id ?? '').replace(/^(main|side)-/, ''),
  text: spaced(article),
  fenced: findAll(article, isFence).map((fence) => textOf(fence)),
  buttons: findAll(article, withTag('button')).map((button) => textOf(button).trim()),
  live: findAll(article, isFence).flatMap((fence) => findAll(fence, (it) => it.tag !== 'code').map(({ tag }) => tag)),
});

function seeDialog(form: Element): SeenDialog {
  const inputs = findAll(form, (it) => ['input', 'textarea', 'select'].includes(it.tag));
  const fields = inputs.filter((it) => (it.attributes.name ?? '').startsWith('field.'));
  return {
    text: textOf(form),
    fields: fields.map((field) => ({
      name: (field.attributes.name ?? '').replace('field.', ''),
      value: valueOf(field),
      problem: problemOf(form, field),
    })),
  };
}

function valueOf(field: Element): string {
  if (field.tag === 'textarea') return textOf(field).replace(/^\n/, '');
  if (field.tag === 'input') return field.attributes.value ?? '';
  return findOne(field, withAttribute('selected'))?.attributes.value ?? '';
}

function problemOf(form: Element, field: Element): string | null {
  const problem = findOne(form, withId(`${field.attributes.id ?? ''}-problem`));
  return problem && textOf(problem).replace('✕', '').trim();
}

const isArticle = withTag('article');
const isNotice = withClass('notice');

/** The console before real people: every act is an HTTP request such as a browser without a script would send. */
export const consoleHarness =
  (url: () => string): MakeHarness =>
  async (door): Promise<Harness> => {
    const rig = await startRig(url(), door);
    const browsers = new Map<string, Browser>();
    const of = async (person: string): Promise<Browser> => {
      const known = browsers.get(person) ?? new Browser(rig.origin);
      if (!browsers.has(person)) await known.signIn(await rig.link(person));
      browsers.set(person, known);
      return known;
    };
    const place = { surface: 'console' as const, channel: 'film' };
    const pathOf = (at: { channel: string; thread: string | null }): string =>
      at.thread === null ? `/c/${at.channel}?show=400` : `/c/${at.channel}/${at.thread}?show=400`;
    const messages = async (person: string, at: { channel: string; thread: string | null }): Promise<Element> => {
      const page = await (await of(person)).get(pathOf(at));
      return findOne(page, withId(at.thread === null ? 'main-messages' : 'side-messages'))!;
    };
    const notices = async (person: string): Promise<Element[]> =>
      findAll(await messages(person, { channel: place.channel, thread: null }), isNotice);

    return {
      surface: rig.surface,
      place,
      ways: { secondLook: 'its own', repeats: 'come to the door' },
      account: (user) => ({ surface: 'console', team: 'local', user }),
      sees: async (person, at) => findAll(await messages(person, at), (it) => isArticle(it) && !isNotice(it)).map(see),
      privately: async (person) => (await notices(person)).map(see),
      dialog: async (person) => {
        const form = (await of(person)).dialog;
        return form && seeDialog(form);
      },
      led: async (person) => /#(?:main|side)-(.+)$/.exec((await of(person)).led ?? '')?.[1] ?? null,
      press: async (person, on, label) => {
        const list = await messages(person, on);
        const article = findOne(list, (it) => isArticle(it) && (it.attributes.id ?? '').endsWith(`-${on.message}`));
        if (!article) throw new Error(`${person} does not see ${on.message}.`);
        await (await of(person)).pressIn(article, label);
      },
      pressPrivately: async (person, label) => {
        const last = (await notices(person)).at(-1);
        if (!last) throw new Error(`${person} was shown nothing.`);
        await (await of(person)).pressIn(last, label);
      },
      submit: async (person, values) => {
        const fields = Object.entries(values).map(([name, value]) => [`field.${name}`, value] as const);
        await (await of(person)).send(null, Object.fromEntries(fields));
      },
      confirm: async (person) => (await of(person)).send(null, {}),
      dismiss: async (person) => (await of(person)).closeDialog(),
      type: async (person, at, text) => {
        const browser = await of(person);
        const page = await browser.get(pathOf(at));
        const field = at.thread === null ? 'write-main' : 'write-side';
        const form = findAll(page, withClass('composer')).find((it) => findOne(it, withId(field)));
        await browser.send(form ?? null, { text });
      },
      redeliver: async (person) => (await of(person)).again(),
      failure: async (person) => (await of(person)).failure,
      outage: {
        says: /could not be reached[\s\S]*try again/i,
        again: async (person) => (await of(person)).again(),
      },
      remove: (ref) => rig.remove(ref.message),
      close: () => rig.close(),
    };
  };

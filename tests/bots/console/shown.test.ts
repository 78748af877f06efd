import { afterEach, describe, expect, it } from 'vitest';
import type { Button, Card } from '../../../src/core/cards/card.ts';
import type { Reply } from '../../../src/core/intent.ts';
import { askCard, pause, settled } from '../samples.ts';
import { Browser } from './browser.ts';
import { type Element, findAll, findOne, parseHtml, textOf, withClass, withId, withTag } from './html.ts';
import { nonce, served } from './served.ts';

const place = { surface: 'console' as const, channel: 'film' };
const at = served();

describe('what one person was shown (P2)', () => {
  const shown = async (answer: Reply) => {
    const person = `user${Math.random().toString(36).slice(2)}`;
    const browser = new Browser(at.rig.origin);
    await browser.signIn(await at.rig.link(person));
    at.reply = answer;
    const page = await browser.get('/c/film');
    await browser.send(findOne(page, withClass('composer')), { text: '/wheel inbox' });
    return async () => findAll(await browser.get('/c/film'), withClass('notice')).at(-1)!;
  };
  const labels = (notice: Element) => findAll(notice, withTag('button')).map((it) => textOf(it).trim());
  const { card, buttons } = { card: async (it: Card) => it, buttons: async (all: readonly Button[]) => [...all] };
  afterEach(() => Object.assign(at.rig.redrawing, { card, buttons }));

  it('is drawn from the truth on every page, for this person', async () => {
    const look = await shown({ kind: 'cards', intro: ['Look:'], cards: [askCard(1)] });
    expect(labels(await look())).toContain('Approve');
    const asked: unknown[] = [];
    at.rig.redrawing.card = async (old, account) => {
      asked.push([old.subject, account.user.slice(0, 4)]);
      return settled(2);
    };
    const now = await look();
    expect(labels(now)).toEqual(['Dismiss']);
    expect(textOf(now)).toContain('Approved by Ada');
    expect(asked).toEqual([[askCard(1).subject, 'user']]);
  });

  it.each([
    ['is gone', async () => null],
    ['is out of reach', async () => Promise.reject(new Error('away'))],
  ])('has no buttons where its truth %s, and says so', async (_, draw) => {
    const look = await shown({ kind: 'cards', intro: ['Look:'], cards: [askCard(1)] });
    at.rig.redrawing.card = draw;
    const now = await look();
    expect(labels(now)).toEqual(['Dismiss']);
    expect(textOf(now)).toContain('This is how it was when you looked.');
  });

  it('keeps the buttons of its words for as long as they can work', async () => {
    const look = await shown({ kind: 'told', text: ['It goes to the next draft.'], buttons: [pause] });
    expect(labels(await look())).toEqual(['Dismiss', 'Pause']);
    at.rig.redrawing.buttons = async () => [];
    expect(labels(await look())).toEqual(['Dismiss']);
  });
});

describe('a long quotation', () => {
  const folded = async (text: string) => {
    const blocks = [{ kind: 'quote' as const, label: 'draft', text, cut: false }];
    const ref = await at.rig.surface.post({ place, thread: null }, askCard(1, { blocks }), `fold-${nonce()}`);
    const page = parseHtml(await (await at.get('/c/film?show=400', { cookie: await at.signIn() })).text());
    const article = findOne(page, withId(`main-${ref.message}`))!;
    const preview = findOne(article, withClass('preview'));
    return { article, preview: preview && textOf(preview) };
  };
  const lines = (count: number) => Array.from({ length: count }, (_, i) => `Line ${i + 1}.`).join('\n');

  it('shows a dozen lines before the fold, and all of them behind it', async () => {
    const { article, preview } = await folded(lines(40));
    expect(preview).toBe(lines(12));
    expect(textOf(article)).toContain('Show all 40 lines');
    expect(textOf(findOne(article, withTag('blockquote'))!)).toBe(lines(40));
  });

  it('is not folded for a few lines more', async () => {
    expect((await folded(lines(16))).preview).toBeNull();
  });

  it('of few, very long lines is cut between words', async () => {
    const { preview } = await folded('word '.repeat(390).trim());
    expect(preview).toMatch(/word…$/);
    expect(preview!.length).toBeLessThan(1000);
  });
});

import { describe, expect, it } from 'vitest';
import { runCard } from '../samples.ts';
import { Browser } from './browser.ts';
import { findAll, findOne, parseHtml, textOf, withClass, withId } from './html.ts';
import { nonce, served } from './served.ts';

const place = { surface: 'console' as const, channel: 'film' };
const at = served();

describe('a thread (S9, S10)', () => {
  const post = (channel: string, thread: string | null = null) =>
    at.rig.surface.post({ place: { ...place, channel }, thread }, runCard(1), `thread-${nonce()}`);
  const act = (cookie: string, path: string, values: Record<string, string>) =>
    fetch(`${at.rig.origin}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: at.rig.origin },
      body: new URLSearchParams({ nonce: nonce(), channel: 'film', message: '', ...values }),
    });

  it('takes words only in its own channel, at its head', async () => {
    const cookie = await at.signIn();
    const [here, there] = [await post('film'), await post('secret')];
    const reply = await post('film', here.message);
    for (const thread of [there.message, reply.message, 'nowhere']) {
      expect((await at.say(cookie, 'Psst.', { thread })).status).toBe(404);
      expect((await act(cookie, '/press', { thread, token: 'any' })).status).toBe(404);
      expect((await act(cookie, '/submit', { thread, token: 'any' })).status).toBe(404);
    }
    expect(at.calls).toEqual([]);
    expect(await at.rig.store.replies(there.message, 10)).toEqual([]);
    expect((await at.say(cookie, 'Psst.', { thread: here.message })).status).toBe(303);
    expect(await at.rig.store.replies(here.message, 10)).toHaveLength(2);
  });

  it('takes no form that was opened from a message of another channel', async () => {
    const cookie = await at.signIn();
    await act(cookie, '/submit', { message: (await post('secret')).message, token: 'any' });
    expect(at.calls).toEqual([]);
    await act(cookie, '/submit', { message: (await post('film')).message, token: 'any' });
    expect(at.calls).toHaveLength(1);
  });

  it('shows nothing that another channel left in it', async () => {
    const head = await post('film');
    for (const channel of ['secret', 'film']) {
      const body = runCard(1, { title: `Left by ${channel}` });
      await at.rig.surface.post({ place: { ...place, channel }, thread: head.message }, body, `left-${nonce()}`);
    }
    const page = await (await at.get(`/c/film/${head.message}`, { cookie: await at.signIn() })).text();
    expect(page).toContain('Left by film');
    expect(page).not.toContain('Left by secret');
  });
});

describe('one nonce', () => {
  const form = { channel: 'film', thread: '', message: '' };
  const send = (cookie: string, path: string, values: Record<string, string>) =>
    fetch(`${at.rig.origin}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: at.rig.origin },
      body: new URLSearchParams({ ...form, ...values }),
    });
  const deliveries = () => new Set(at.calls.map(({ visit }) => visit.delivery)).size;

  it.each([
    ['another text', '/submit', { token: 'f.edit.run_1.notes.1', 'field.text': 'EDIT TWO' }],
    ['another button', '/submit', { token: 'f.edit.run_1.notes.2', 'field.text': 'EDIT\nONE' }],
    ['another path', '/press', { token: 'f.edit.run_1.notes.1', 'field.text': 'EDIT\nONE' }],
    ['another field', '/submit', { token: 'f.edit.run_1.notes.1', 'field.text': 'EDIT\nONE', 'field.why': '' }],
  ] as const)('is one delivery of the same content, and another with %s (R4)', async (_, path, other) => {
    const cookie = await at.signIn();
    const once = nonce();
    const first = { nonce: once, token: 'f.edit.run_1.notes.1', 'field.text': 'EDIT\nONE' };
    await send(cookie, '/submit', first);
    // Again, as a browser ends lines, and in another order.
    await send(cookie, '/submit', { 'field.text': 'EDIT\r\nONE', token: first.token, nonce: once });
    expect([at.calls.length, deliveries()]).toEqual([2, 1]);
    await send(cookie, path, { nonce: once, ...other });
    expect([at.calls.length, deliveries()]).toEqual([3, 2]);
  });
});

describe('words', () => {
  const wordsIn = async (cookie: string): Promise<string[]> => {
    const page = parseHtml(await (await at.get('/c/film?show=400', { cookie })).text());
    return findAll(findOne(page, withId('main-messages'))!, withClass('said')).map((it) => textOf(it));
  };

  it('stand in the chat once, under their author’s name, however often they were sent', async () => {
    const cookie = await at.signIn();
    const once = nonce();
    await Promise.all([1, 2, 3].map(() => at.say(cookie, 'Darker, please.', { nonce: once })));
    await at.say(cookie, 'Darker, please.', { nonce: once });
    expect((await wordsIn(cookie)).filter((text) => text === 'Darker, please.')).toHaveLength(1);
  });

  it('of two people with one nonce are two things', async () => {
    const once = nonce();
    await at.say(await at.signIn('ada'), 'one', { nonce: once });
    await at.say(await at.signIn('ben'), 'two', { nonce: once });
    expect(new Set(at.calls.map(({ visit }) => visit.delivery)).size).toBe(2);
  });

  it('that were changed after a lost answer are another thing, and stand there too (P5)', async () => {
    const cookie = await at.signIn();
    const once = nonce();
    for (const text of ['AAA', 'AAA', 'BBB']) await at.say(cookie, text, { nonce: once });
    expect((await wordsIn(cookie)).filter((text) => /^(AAA|BBB)$/.test(text))).toEqual(['AAA', 'BBB']);
    expect(new Set(at.calls.map(({ visit }) => visit.delivery)).size).toBe(2);
  });

  it('that are too long are refused privately before the door, and the longest that fit are taken (S19)', async () => {
    const cookie = await at.signIn();
    const refused = await at.say(cookie, 'x'.repeat(8001), {}, { accept: 'application/json' });
    const answer = (await refused.json()) as { kind: string; html: string };
    expect(answer.kind).toBe('refused');
    expect(answer.html).toContain('8,001 characters');
    expect(at.calls).toEqual([]);
    expect((await wordsIn(cookie)).filter((text) => /^x{8000,}$/.test(text))).toEqual([]);
    await at.say(cookie, ` ${'x'.repeat(8000)}\r\n`);
    expect((await wordsIn(cookie)).filter((text) => /^x{8000,}$/.test(text))).toHaveLength(1);
  });

  it('that were refused stay out of the chat', async () => {
    const cookie = await at.signIn();
    at.reply = { kind: 'refused', code: 'too_long', text: ['Too long.'] };
    await at.say(cookie, 'This is refused.');
    expect(await wordsIn(cookie)).not.toContain('This is refused.');
  });

  it('of a stranger can’t be dismissed or read by another person', async () => {
    at.reply = { kind: 'told', text: ['For Ada alone.'] };
    const ada = await at.signIn('ada');
    const ben = await at.signIn('ben');
    await at.say(ada, 'hello');
    const notices = async (cookie: string) =>
      findAll(parseHtml(await (await at.get('/c/film', { cookie })).text()), withClass('notice')).filter((it) =>
        textOf(it).includes('For Ada alone.'),
      );
    const id = (await notices(ada))[0]?.attributes.id?.replace('main-', '') ?? '';
    expect(await notices(ben)).toEqual([]);
    const dismiss = (cookie: string) =>
      fetch(`${at.rig.origin}/dismiss`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin: at.rig.origin },
        body: new URLSearchParams({ nonce: nonce(), channel: 'film', thread: '', message: id }),
      });
    await dismiss(ben);
    expect(await notices(ada)).toHaveLength(1);
    await dismiss(ada);
    expect(await notices(ada)).toEqual([]);
  });
});

describe('without a script', () => {
  it('an answer is there after the redirect, and after a reload', async () => {
    const browser = new Browser(at.rig.origin);
    await browser.signIn(await at.rig.link('ada'));
    at.reply = { kind: 'told', text: ['Paused after the step in flight.'] };
    const ref = await at.rig.surface.post({ place, thread: null }, runCard(1), 'plain-1');
    const article = findOne(await browser.get('/c/film?show=400'), withId(`main-${ref.message}`))!;
    await browser.pressIn(article, 'Pause');
    for (const _ of [1, 2]) expect(textOf(await browser.get('/c/film'))).toContain('Paused after the step in flight.');
  });

  it('a button of a page that was open before a restart works after it (P5, R11)', async () => {
    const browser = new Browser(at.rig.origin);
    await browser.signIn(await at.rig.link('ada'));
    const ref = await at.rig.surface.post({ place, thread: null }, runCard(1), 'plain-2');
    const article = findOne(await browser.get('/c/film?show=400'), withId(`main-${ref.message}`))!;
    await at.rig.restart();
    await browser.pressIn(article, 'Pause');
    expect(at.calls.map(({ intent }) => intent)).toEqual([
      { kind: 'press', token: 'pause-1', on: ref, confirmed: false },
    ]);
  });
});

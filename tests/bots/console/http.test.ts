import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Intent, Reply, Visit } from '../../../src/core/intent.ts';
import { freshDatabase } from '../../setup/database.ts';
import type { Button, Card } from '../../../src/core/cards/card.ts';
import { askCard, pause, runCard, settled } from '../samples.ts';
import { Browser } from './browser.ts';
import { type Element, findAll, findOne, parseHtml, textOf, withClass, withId, withTag } from './html.ts';
import { type Rig, startRig } from './rig.ts';

const database = freshDatabase();
const place = { surface: 'console' as const, channel: 'film' };
let rig: Rig;
let calls: { intent: Intent; visit: Visit }[] = [];
let reply: Reply = { kind: 'nothing' };

beforeAll(async () => {
  rig = await startRig(database.url, async (intent, visit) => {
    calls.push({ intent, visit });
    return reply;
  });
});
afterAll(() => rig.close());
beforeEach(() => {
  calls = [];
  reply = { kind: 'nothing' };
});

const cookieOf = (response: Response): string => response.headers.get('set-cookie')?.split(';')[0] ?? '';
const signIn = async (person = 'ada', headers: Record<string, string> = {}): Promise<string> =>
  cookieOf(await fetch(rig.origin + (await rig.link(person)), { headers }));
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(rig.origin + path, { headers, redirect: 'manual' });
const nonce = () => `nonce-${Math.random().toString(36).slice(2)}-0123456789`;

const say = (cookie: string, text: string, more: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  fetch(`${rig.origin}/say`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: rig.origin, ...headers },
    body: new URLSearchParams({ nonce: nonce(), channel: 'film', thread: '', message: '', text, ...more }),
  });

describe('signing in', () => {
  it('tells a visitor without a session how to get in', async () => {
    for (const path of ['/', '/c/film', '/events?channel=film']) {
      const response = await get(path);
      expect(response.status).toBe(401);
      expect(await response.text()).toContain('sign-in link');
    }
  });

  it('takes a link once', async () => {
    const link = await rig.link('ada');
    expect((await get(link)).status).toBe(200);
    const again = await get(link);
    expect(again.status).toBe(401);
    expect(cookieOf(again)).toBe('');
    expect((await get('/sign-in/guessed')).status).toBe(401);
  });

  it('does not use the link up for a preview', async () => {
    const link = await rig.link('ada');
    await fetch(rig.origin + link, { method: 'HEAD' });
    await get(link, { 'sec-purpose': 'prefetch' });
    expect(cookieOf(await get(link))).not.toBe('');
  });

  it('keeps the session in a cookie that scripts and other sites never get', async () => {
    const response = await get(await rig.link('ada'));
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect((await get('/c/film', { cookie: cookieOf(response) })).status).toBe(200);
    const secret = cookieOf(response).split('=')[1] ?? '';
    expect(await (await get('/c/film', { cookie: cookieOf(response) })).text()).not.toContain(secret);
  });

  it('gives a new secret whatever cookie came along, and ends the old session (S17)', async () => {
    const planted = await signIn('mallory');
    const fresh = await signIn('ada', { cookie: planted });
    expect(fresh).not.toBe(planted);
    expect((await get('/c/film', { cookie: planted })).status).toBe(401);
    expect((await get('/c/film', { cookie: fresh })).status).toBe(200);
  });

  it('ends with signing out', async () => {
    const cookie = await signIn();
    await fetch(`${rig.origin}/sign-out`, { method: 'POST', headers: { cookie, origin: rig.origin } });
    expect((await get('/c/film', { cookie })).status).toBe(401);
  });
});

describe('what comes from elsewhere (S17, S19)', () => {
  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['no origin at all', { origin: '' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
  ])('is refused from %s, before the door', async (_, headers) => {
    const cookie = await signIn();
    expect((await say(cookie, '/wheel run', {}, headers)).status).toBe(403);
    expect(calls).toEqual([]);
    await say(cookie, '/wheel run');
    expect(calls).toHaveLength(1);
  });

  it('is refused under a name that is not ours', async () => {
    const { request } = await import('node:http');
    const { port } = new URL(rig.origin);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'evil.example', cookie: 'x=1' };
      request({ port, host: '127.0.0.1', headers }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  it('is refused when it is larger than anything people write', async () => {
    const cookie = await signIn();
    expect((await say(cookie, 'x'.repeat(2_000_000))).status).toBe(413);
    expect(calls).toEqual([]);
  });

  it('can neither frame, script nor style a page', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    const page = await (await get('/c/film', { cookie: await signIn() })).text();
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/);
  });

  it('is refused without a nonce of the form', async () => {
    const cookie = await signIn();
    expect((await say(cookie, 'hello', { nonce: '' })).status).toBe(400);
    expect(calls).toEqual([]);
  });

  it('gets no channel that the person does not see', async () => {
    const cookie = await signIn();
    expect((await get('/c/secret', { cookie })).status).toBe(404);
    expect((await get('/events?channel=secret', { cookie })).status).toBe(404);
    expect((await say(cookie, 'hello', { channel: 'secret' })).status).toBe(404);
    const ref = await rig.surface.post({ place: { ...place, channel: 'secret' }, thread: null }, runCard(1), 'secret');
    expect((await get(`/c/film/${ref.message}`, { cookie })).status).toBe(404);
    const body = new URLSearchParams({ nonce: nonce(), channel: 'film', message: ref.message, token: 'pause-1' });
    const headers = { cookie, origin: rig.origin };
    await fetch(`${rig.origin}/press`, { method: 'POST', headers, body, redirect: 'manual' });
    expect(calls).toEqual([]);
  });
});

describe('what can’t be read', () => {
  it.each(['%00', 'a%00b', 'x'.repeat(5000), '%E0%A4', "'--"])('is no page: %s', async (odd) => {
    const cookie = await signIn();
    for (const path of [`/c/${odd}`, `/c/film/${odd}`, `/runs/${odd}`, `/events?channel=film&thread=${odd}`]) {
      expect([path, (await get(path, { cookie })).status]).toEqual([path, 404]);
    }
  });

  it.each([
    ['text', 'a\0b'],
    ['token', 'a\0b'],
    ['message', 'a\0b'],
    ['message', 'x'.repeat(5000)],
    ['thread', 'a\0b'],
    ['thread', 'x'.repeat(5000)],
    ['field.a\0b', 'any'],
  ])('is refused before the door: an odd %s', async (name, value) => {
    const cookie = await signIn();
    expect((await say(cookie, 'hello', { [name]: value })).status).toBe(400);
    expect(calls).toEqual([]);
  });

  it('is refused before the door: a broken multipart body', async () => {
    const send = async (body: string, boundary: string): Promise<number> => {
      const type = `multipart/form-data${boundary}`;
      const headers = { cookie: await signIn(), origin: rig.origin, 'content-type': type };
      return (await fetch(`${rig.origin}/say`, { method: 'POST', headers, body, redirect: 'manual' })).status;
    };
    // Long: the parser looks for a border's letters anywhere, and a nonce may have a `b` in it.
    const border = 'wheelhouse-0123456789-border';
    const part = (name: string, value: string) =>
      `--${border}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const whole = `${part('nonce', nonce())}${part('channel', 'film')}${part('text', 'hello')}--${border}--\r\n`;
    expect(await send(whole.slice(0, -20), `; boundary=${border}`)).toBe(400);
    expect(await send(whole, '')).toBe(400);
    expect(await send('nothing of it', `; boundary=${border}`)).toBe(400);
    expect(calls).toEqual([]);
    expect(await send(whole, `; boundary=${border}`)).toBe(303);
  });

  it('is too large also when its size was not said', async () => {
    const body = new Blob([`text=${'x'.repeat(2_000_000)}`]).stream();
    const headers = { cookie: await signIn(), origin: rig.origin, 'content-type': 'application/x-www-form-urlencoded' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    expect((await fetch(`${rig.origin}/say`, init)).status).toBe(413);
  });
});

describe('a thread (S9, S10)', () => {
  const post = (channel: string, thread: string | null = null) =>
    rig.surface.post({ place: { ...place, channel }, thread }, runCard(1), `thread-${nonce()}`);
  const act = (cookie: string, path: string, values: Record<string, string>) =>
    fetch(`${rig.origin}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: rig.origin },
      body: new URLSearchParams({ nonce: nonce(), channel: 'film', message: '', ...values }),
    });

  it('takes words only in its own channel, at its head', async () => {
    const cookie = await signIn();
    const [here, there] = [await post('film'), await post('secret')];
    const reply = await post('film', here.message);
    for (const thread of [there.message, reply.message, 'nowhere']) {
      expect((await say(cookie, 'Psst.', { thread })).status).toBe(404);
      expect((await act(cookie, '/press', { thread, token: 'any' })).status).toBe(404);
      expect((await act(cookie, '/submit', { thread, token: 'any' })).status).toBe(404);
    }
    expect(calls).toEqual([]);
    expect(await rig.store.replies(there.message, 10)).toEqual([]);
    expect((await say(cookie, 'Psst.', { thread: here.message })).status).toBe(303);
    expect(await rig.store.replies(here.message, 10)).toHaveLength(2);
  });

  it('takes no form that was opened from a message of another channel', async () => {
    const cookie = await signIn();
    await act(cookie, '/submit', { message: (await post('secret')).message, token: 'any' });
    expect(calls).toEqual([]);
    await act(cookie, '/submit', { message: (await post('film')).message, token: 'any' });
    expect(calls).toHaveLength(1);
  });

  it('shows nothing that another channel left in it', async () => {
    const head = await post('film');
    for (const channel of ['secret', 'film']) {
      const body = runCard(1, { title: `Left by ${channel}` });
      await rig.surface.post({ place: { ...place, channel }, thread: head.message }, body, `left-${nonce()}`);
    }
    const page = await (await get(`/c/film/${head.message}`, { cookie: await signIn() })).text();
    expect(page).toContain('Left by film');
    expect(page).not.toContain('Left by secret');
  });
});

describe('words', () => {
  const wordsIn = async (cookie: string): Promise<string[]> => {
    const page = parseHtml(await (await get('/c/film?show=400', { cookie })).text());
    return findAll(findOne(page, withId('main-messages'))!, withClass('said')).map((it) => textOf(it));
  };

  it('stand in the chat once, under their author’s name, however often they were sent', async () => {
    const cookie = await signIn();
    const once = nonce();
    await Promise.all([1, 2, 3].map(() => say(cookie, 'Darker, please.', { nonce: once })));
    await say(cookie, 'Darker, please.', { nonce: once });
    expect((await wordsIn(cookie)).filter((text) => text === 'Darker, please.')).toHaveLength(1);
  });

  it('of two people with one nonce are two things', async () => {
    const once = nonce();
    await say(await signIn('ada'), 'one', { nonce: once });
    await say(await signIn('ben'), 'two', { nonce: once });
    expect(new Set(calls.map(({ visit }) => visit.delivery)).size).toBe(2);
  });

  it('that are too long are refused privately before the door, and the longest that fit are taken (S19)', async () => {
    const cookie = await signIn();
    const refused = await say(cookie, 'x'.repeat(8001), {}, { accept: 'application/json' });
    const answer = (await refused.json()) as { kind: string; html: string };
    expect(answer.kind).toBe('refused');
    expect(answer.html).toContain('8,001 characters');
    expect(calls).toEqual([]);
    expect((await wordsIn(cookie)).filter((text) => /^x{8000,}$/.test(text))).toEqual([]);
    await say(cookie, ` ${'x'.repeat(8000)}\r\n`);
    expect((await wordsIn(cookie)).filter((text) => /^x{8000,}$/.test(text))).toHaveLength(1);
  });

  it('that were refused stay out of the chat', async () => {
    const cookie = await signIn();
    reply = { kind: 'refused', code: 'too_long', text: ['Too long.'] };
    await say(cookie, 'This is refused.');
    expect(await wordsIn(cookie)).not.toContain('This is refused.');
  });

  it('of a stranger can’t be dismissed or read by another person', async () => {
    reply = { kind: 'told', text: ['For Ada alone.'] };
    const ada = await signIn('ada');
    const ben = await signIn('ben');
    await say(ada, 'hello');
    const notices = async (cookie: string) =>
      findAll(parseHtml(await (await get('/c/film', { cookie })).text()), withClass('notice')).filter((it) =>
        textOf(it).includes('For Ada alone.'),
      );
    const id = (await notices(ada))[0]?.attributes.id?.replace('main-', '') ?? '';
    expect(await notices(ben)).toEqual([]);
    const dismiss = (cookie: string) =>
      fetch(`${rig.origin}/dismiss`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin: rig.origin },
        body: new URLSearchParams({ nonce: nonce(), channel: 'film', thread: '', message: id }),
      });
    await dismiss(ben);
    expect(await notices(ada)).toHaveLength(1);
    await dismiss(ada);
    expect(await notices(ada)).toEqual([]);
  });
});

describe('the live view', () => {
  /** Reads events until one fits. */
  async function* eventsOf(cookie: string, query: string): AsyncGenerator<{ event: string; data: string }> {
    const leave = new AbortController();
    const response = await fetch(`${rig.origin}/events?${query}`, { headers: { cookie }, signal: leave.signal });
    let text = '';
    try {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) {
          yield { event: /^event: (.*)$/m.exec(part)?.[1] ?? '', data: /^data: (.*)$/m.exec(part)?.[1] ?? '' };
        }
      }
    } finally {
      leave.abort();
    }
  }

  it('begins with everything, and then tells what another process posts, changes and takes away', async () => {
    const other = await startRig(database.url, async () => ({ kind: 'nothing' }));
    const cookie = await signIn();
    const ref = await other.surface.post({ place, thread: null }, runCard(1, { title: 'Before' }), 'live-1');
    const events = eventsOf(cookie, 'channel=film&show=400');
    const until = async (event: string, words: string): Promise<void> => {
      for (;;) {
        const next = await events.next();
        if (next.done) throw new Error(`The view ended before ${event} ${words}.`);
        if (next.value.event === event && next.value.data.includes(words)) return;
      }
    };
    await until('item', 'Before');
    await until('beat', '');
    await other.surface.update(ref, runCard(2, { title: 'After' }));
    await until('item', 'After');
    await other.surface.tell({ surface: 'console', team: 'local', user: 'ada' }, { channel: 'film', thread: null }, [
      'Psst.',
    ]);
    await until('item', 'Psst.');
    const notices = await other.store.notices('ada', 'film', new Date(0));
    const id = notices.at(-1)?.id ?? '';
    await other.store.dismiss(id, 'ada');
    await until('gone', id);
    await other.close();
    await events.return(undefined);
  });

  it('sends the oldest of too many of one session away, and nobody else’s (S19)', async () => {
    const [cookie, other] = [await signIn('ada'), await signIn('ben')];
    const enter = async (as: string) => {
      const events = eventsOf(as, 'channel=film');
      await events.next();
      return events;
    };
    const ben = await enter(other);
    const all = [];
    for (let i = 0; i < 13; i++) all.push(await enter(cookie));
    const [oldest, ...rest] = all;
    const seen: string[] = [];
    for await (const { event } of oldest!) seen.push(event);
    expect(seen.at(-1)).toBe('crowded');
    await rig.surface.post({ place, thread: null }, runCard(1, { title: 'For the rest' }), `crowd-${nonce()}`);
    for (const events of [ben, ...rest]) {
      for (;;) {
        const next = await events.next();
        if (next.done) throw new Error('The view was closed.');
        if (next.value.data.includes('For the rest')) break;
      }
      await events.return(undefined);
    }
  });

  it('ends when the session does', async () => {
    const cookie = await signIn();
    const events = eventsOf(cookie, 'channel=film');
    await events.next();
    await fetch(`${rig.origin}/sign-out`, { method: 'POST', headers: { cookie, origin: rig.origin } });
    await rig.surface.post({ place, thread: null }, runCard(1, { title: 'Not for you' }), 'live-2');
    const rest: string[] = [];
    for await (const { data } of events) rest.push(data);
    expect(rest.join()).not.toContain('Not for you');
  });
});

describe('what one person was shown (P2)', () => {
  const shown = async (answer: Reply) => {
    const person = `user${Math.random().toString(36).slice(2)}`;
    const browser = new Browser(rig.origin);
    await browser.signIn(await rig.link(person));
    reply = answer;
    const page = await browser.get('/c/film');
    await browser.send(findOne(page, withClass('composer')), { text: '/wheel inbox' });
    return async () => findAll(await browser.get('/c/film'), withClass('notice')).at(-1)!;
  };
  const labels = (notice: Element) => findAll(notice, withTag('button')).map((it) => textOf(it).trim());
  const { card, buttons } = { card: async (it: Card) => it, buttons: async (all: readonly Button[]) => [...all] };
  afterEach(() => Object.assign(rig.redrawing, { card, buttons }));

  it('is drawn from the truth on every page, for this person', async () => {
    const look = await shown({ kind: 'cards', intro: ['Look:'], cards: [askCard(1)] });
    expect(labels(await look())).toContain('Approve');
    const asked: unknown[] = [];
    rig.redrawing.card = async (old, account) => {
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
    rig.redrawing.card = draw;
    const now = await look();
    expect(labels(now)).toEqual(['Dismiss']);
    expect(textOf(now)).toContain('This is how it was when you looked.');
  });

  it('keeps the buttons of its words for as long as they can work', async () => {
    const look = await shown({ kind: 'told', text: ['It goes to the next draft.'], buttons: [pause] });
    expect(labels(await look())).toEqual(['Dismiss', 'Pause']);
    rig.redrawing.buttons = async () => [];
    expect(labels(await look())).toEqual(['Dismiss']);
  });
});

describe('a long quotation', () => {
  const folded = async (text: string) => {
    const blocks = [{ kind: 'quote' as const, label: 'draft', text, cut: false }];
    const ref = await rig.surface.post({ place, thread: null }, askCard(1, { blocks }), `fold-${nonce()}`);
    const page = parseHtml(await (await get('/c/film?show=400', { cookie: await signIn() })).text());
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

describe('without a script', () => {
  it('an answer is there after the redirect, and after a reload', async () => {
    const browser = new Browser(rig.origin);
    await browser.signIn(await rig.link('ada'));
    reply = { kind: 'told', text: ['Paused after the step in flight.'] };
    const ref = await rig.surface.post({ place, thread: null }, runCard(1), 'plain-1');
    const article = findOne(await browser.get('/c/film?show=400'), withId(`main-${ref.message}`))!;
    await browser.pressIn(article, 'Pause');
    for (const _ of [1, 2]) expect(textOf(await browser.get('/c/film'))).toContain('Paused after the step in flight.');
  });

  it('a button of a page that was open before a restart works after it (P5, R11)', async () => {
    const browser = new Browser(rig.origin);
    await browser.signIn(await rig.link('ada'));
    const ref = await rig.surface.post({ place, thread: null }, runCard(1), 'plain-2');
    const article = findOne(await browser.get('/c/film?show=400'), withId(`main-${ref.message}`))!;
    await rig.restart();
    await browser.pressIn(article, 'Pause');
    expect(calls.map(({ intent }) => intent)).toEqual([{ kind: 'press', token: 'pause-1', on: ref, confirmed: false }]);
  });
});

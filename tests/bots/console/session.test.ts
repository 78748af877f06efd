import { describe, expect, it } from 'vitest';
import { pressLink } from '../../setup/sign-in.ts';
import { findOne, parseHtml, textOf, withTag } from './html.ts';
import { cookieOf, served } from './served.ts';

const at = served();

describe('signing in', () => {
  it('tells a visitor without a session how to get in', async () => {
    for (const path of ['/', '/c/film', '/events?channel=film']) {
      const response = await at.get(path);
      expect(response.status).toBe(401);
      expect(await response.text()).toContain('sign-in link');
    }
  });

  it('takes a link once, by the button of its page', async () => {
    const link = at.rig.origin + (await at.rig.link('ada'));
    const form = findOne(parseHtml(await (await fetch(link)).text()), withTag('form'))!;
    expect(textOf(form).trim()).toBe('Sign in as Ada');
    expect(form.attributes).toMatchObject({ method: 'post', action: new URL(link).pathname });
    const pressed = await pressLink(link);
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/']);
    expect((await at.get('/c/film', { cookie: cookieOf(pressed) })).status).toBe(200);
    for (const again of [await fetch(link), await pressLink(link), await at.get('/sign-in/guessed')]) {
      expect([again.status, cookieOf(again)]).toEqual([401, '']);
      expect(await again.text()).toContain('This link no longer works');
    }
  });

  it('uses no link up for those who only look, and lets none of them in', async () => {
    const link = at.rig.origin + (await at.rig.link('ada'));
    for (const look of [{ method: 'HEAD' }, { headers: { 'sec-purpose': 'prefetch' } }, {}, {}]) {
      const looked = await fetch(link, look);
      expect([looked.status, cookieOf(looked)]).toEqual([200, '']);
    }
    expect(cookieOf(await pressLink(link))).not.toBe('');
  });

  it('takes no link that another page sends, as whoever that would be (S17)', async () => {
    const link = at.rig.origin + (await at.rig.link('mallory'));
    const foreign = [
      ['origin', 'https://evil.example'],
      ['origin', 'null'],
      ['sec-fetch-site', 'cross-site'],
    ] as const;
    for (const [name, value] of foreign) {
      const sent = await pressLink(link, { headers: { [name]: value } });
      expect([sent.status, cookieOf(sent)]).toEqual([403, '']);
    }
    expect(cookieOf(await pressLink(link))).not.toBe('');
  });

  it('takes a link for one of those who press at the same moment', async () => {
    const link = at.rig.origin + (await at.rig.link('ada'));
    const statuses = (await Promise.all([1, 2, 3, 4].map(() => pressLink(link)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([303, 401, 401, 401]);
  });

  it('keeps the session in a cookie that scripts and other sites never get', async () => {
    const response = await pressLink(at.rig.origin + (await at.rig.link('ada')));
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect((await at.get('/c/film', { cookie: cookieOf(response) })).status).toBe(200);
    const secret = cookieOf(response).split('=')[1] ?? '';
    expect(await (await at.get('/c/film', { cookie: cookieOf(response) })).text()).not.toContain(secret);
  });

  it('gives a new secret whatever cookie came along, and ends the old session (S17)', async () => {
    const planted = await at.signIn('mallory');
    const fresh = await at.signIn('ada', { cookie: planted });
    expect(fresh).not.toBe(planted);
    expect((await at.get('/c/film', { cookie: planted })).status).toBe(401);
    expect((await at.get('/c/film', { cookie: fresh })).status).toBe(200);
  });

  it('ends with signing out', async () => {
    const cookie = await at.signIn();
    await fetch(`${at.rig.origin}/sign-out`, { method: 'POST', headers: { cookie, origin: at.rig.origin } });
    expect((await at.get('/c/film', { cookie })).status).toBe(401);
  });

  it('shows a page with a way back where there is none', async () => {
    const missing = await at.get('/nowhere', { cookie: await at.signIn() });
    expect(missing.status).toBe(404);
    expect(await missing.text()).toMatch(/<a[^>]* href="\/"/);
  });
});

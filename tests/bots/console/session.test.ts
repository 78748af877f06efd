import { describe, expect, it } from 'vitest';
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

  it('takes a link once', async () => {
    const link = await at.rig.link('ada');
    expect((await at.get(link)).status).toBe(200);
    const again = await at.get(link);
    expect(again.status).toBe(401);
    expect(cookieOf(again)).toBe('');
    expect((await at.get('/sign-in/guessed')).status).toBe(401);
  });

  it('does not use the link up for a preview', async () => {
    const link = await at.rig.link('ada');
    await fetch(at.rig.origin + link, { method: 'HEAD' });
    await at.get(link, { 'sec-purpose': 'prefetch' });
    expect(cookieOf(await at.get(link))).not.toBe('');
  });

  it('keeps the session in a cookie that scripts and other sites never get', async () => {
    const response = await at.get(await at.rig.link('ada'));
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

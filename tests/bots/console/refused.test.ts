import { describe, expect, it } from 'vitest';
import { runCard } from '../samples.ts';
import { nonce, served } from './served.ts';

const place = { surface: 'console' as const, channel: 'film' };
const at = served();

describe('what comes from elsewhere (S17, S19)', () => {
  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['no origin at all', { origin: '' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
  ])('is refused from %s, before the door', async (_, headers) => {
    const cookie = await at.signIn();
    expect((await at.say(cookie, '/wheel run', {}, headers)).status).toBe(403);
    expect(at.calls).toEqual([]);
    await at.say(cookie, '/wheel run');
    expect(at.calls).toHaveLength(1);
  });

  it('is refused under a name that is not ours', async () => {
    const { request } = await import('node:http');
    const { port } = new URL(at.rig.origin);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'evil.example', cookie: 'x=1' };
      request({ port, host: '127.0.0.1', headers }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  it('is refused when it is larger than anything people write', async () => {
    const cookie = await at.signIn();
    expect((await at.say(cookie, 'x'.repeat(2_000_000))).status).toBe(413);
    expect(at.calls).toEqual([]);
  });

  it('can neither frame, script nor style a page', async () => {
    const policy = (await at.get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    const page = await (await at.get('/c/film', { cookie: await at.signIn() })).text();
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/);
  });

  it('is refused under a policy that there is not, and pauses under the one that there is (S1-09, S1-54)', async () => {
    const cookie = await at.signIn();
    const ref = await at.rig.surface.post({ place, thread: null }, runCard(1), 'policy');
    await at.say(cookie, 'Darker.', { thread: ref.message, policy: 'halt' });
    expect(at.calls).toEqual([]);
    await at.say(cookie, 'Darker.', { thread: ref.message, policy: 'pause' });
    await at.say(cookie, 'Lighter.', { thread: ref.message });
    expect(at.calls.map(({ intent }) => intent)).toMatchObject([
      { text: 'Darker.', policy: 'pause' },
      { text: 'Lighter.' },
    ]);
    expect(at.calls[1]?.intent).not.toHaveProperty('policy');
  });

  it('is refused without a nonce of the form', async () => {
    const cookie = await at.signIn();
    expect((await at.say(cookie, 'hello', { nonce: '' })).status).toBe(400);
    expect(at.calls).toEqual([]);
  });

  it('gets no channel that the person does not see', async () => {
    const cookie = await at.signIn();
    expect((await at.get('/c/secret', { cookie })).status).toBe(404);
    expect((await at.get('/events?channel=secret', { cookie })).status).toBe(404);
    expect((await at.say(cookie, 'hello', { channel: 'secret' })).status).toBe(404);
    const ref = await at.rig.surface.post(
      { place: { ...place, channel: 'secret' }, thread: null },
      runCard(1),
      'secret',
    );
    expect((await at.get(`/c/film/${ref.message}`, { cookie })).status).toBe(404);
    const body = new URLSearchParams({ nonce: nonce(), channel: 'film', message: ref.message, token: 'pause-1' });
    const headers = { cookie, origin: at.rig.origin };
    await fetch(`${at.rig.origin}/press`, { method: 'POST', headers, body, redirect: 'manual' });
    expect(at.calls).toEqual([]);
  });
});

describe('what can’t be read', () => {
  it.each(['%00', 'a%00b', 'x'.repeat(5000), '%E0%A4', "'--"])('is no page: %s', async (odd) => {
    const cookie = await at.signIn();
    for (const path of [`/c/${odd}`, `/c/film/${odd}`, `/runs/${odd}`, `/events?channel=film&thread=${odd}`]) {
      expect([path, (await at.get(path, { cookie })).status]).toEqual([path, 404]);
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
    const cookie = await at.signIn();
    expect((await at.say(cookie, 'hello', { [name]: value })).status).toBe(400);
    expect(at.calls).toEqual([]);
  });

  it('is refused before the door: a broken multipart body', async () => {
    const send = async (body: string, boundary: string): Promise<number> => {
      const type = `multipart/form-data${boundary}`;
      const headers = { cookie: await at.signIn(), origin: at.rig.origin, 'content-type': type };
      return (await fetch(`${at.rig.origin}/say`, { method: 'POST', headers, body, redirect: 'manual' })).status;
    };
    // Long: the parser looks for a border's letters anywhere, and a nonce may have a `b` in it.
    const border = 'wheelhouse-0123456789-border';
    const part = (name: string, value: string) =>
      `--${border}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const whole = `${part('nonce', nonce())}${part('channel', 'film')}${part('text', 'hello')}--${border}--\r\n`;
    expect(await send(whole.slice(0, -20), `; boundary=${border}`)).toBe(400);
    expect(await send(whole, '')).toBe(400);
    expect(await send('nothing of it', `; boundary=${border}`)).toBe(400);
    expect(at.calls).toEqual([]);
    expect(await send(whole, `; boundary=${border}`)).toBe(303);
  });

  it('is too large also when its size was not said', async () => {
    const body = new Blob([`text=${'x'.repeat(2_000_000)}`]).stream();
    const headers = {
      cookie: await at.signIn(),
      origin: at.rig.origin,
      'content-type': 'application/x-www-form-urlencoded',
    };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    expect((await fetch(`${at.rig.origin}/say`, init)).status).toBe(413);
  });
});

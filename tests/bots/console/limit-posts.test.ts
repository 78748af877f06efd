import { describe, expect, it } from 'vitest';
import { served } from './served.ts';

const strict = served({ postLimit: { posts: 5, seconds: 600 } });
const shipped = served();

const flood = async (at: typeof strict, cookie: string): Promise<number[]> => {
  const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => at.say(cookie, `word ${n}`)));
  return answers.map(({ status }) => status);
};

describe('a browser that sends without end (S19)', () => {
  it('is told to wait in words, and nothing of what is too much is done', async () => {
    const wild = await strict.signIn('ada');
    const statuses = await flood(strict, wild);
    expect(statuses.filter((status) => status !== 429)).toHaveLength(5);
    expect(strict.calls).toHaveLength(5);
    const scripted = await strict.say(wild, 'once more', {}, { accept: 'application/json' });
    expect([scripted.status, Number(scripted.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    expect(await scripted.json()).toMatchObject({
      kind: 'unreachable',
      text: expect.stringMatching(/too much at once, so nothing was done\. Wait \d+ seconds/),
    });
    const page = await strict.say(wild, 'once more');
    expect([page.status, await page.text()]).toEqual([429, expect.stringContaining('<h1>Too fast</h1>')]);
    expect(strict.calls).toHaveLength(5);
  });

  it('slows down nobody else, nor the same person elsewhere, and may still look and sign out', async () => {
    const wild = await strict.signIn('ada');
    await flood(strict, wild);
    strict.calls = [];
    for (const person of ['ben', 'ada']) await strict.say(await strict.signIn(person), 'hello');
    expect(strict.calls).toHaveLength(2);
    expect((await strict.get('/c/film', { cookie: wild })).status).toBe(200);
    const { origin } = strict.rig;
    const headers = { cookie: wild, origin };
    expect((await fetch(`${origin}/sign-out`, { method: 'POST', redirect: 'manual', headers })).status).toBe(303);
  });

  it('is not one who is merely quick: as shipped, all of that is taken', async () => {
    expect(await flood(shipped, await shipped.signIn('ada'))).not.toContain(429);
    expect(shipped.calls).toHaveLength(40);
  });
});

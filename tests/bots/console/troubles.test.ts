import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trouble } from '../../../src/core/troubles.ts';
import { freshDatabase } from '../../setup/database.ts';
import { Browser } from './browser.ts';
import { findAll, findOne, textOf, withClass, withTag } from './html.ts';
import { startRig, type Rig } from './rig.ts';

const database = freshDatabase();
const dead = (n: number): Trouble => ({
  ...{ surface: 'slack', channel: n === 0 ? null : `C${n}`, code: 'token_revoked' },
  ...{
    what: `Slack refuses the bot token ${n}.`,
    remedy: 'Install the app again.',
    since: new Date('2026-11-21T16:00:00Z'),
  },
});

describe('a trouble of another surface (R6)', () => {
  let rig: Rig;
  let mara: Browser;
  let troublesOf: () => Promise<readonly Trouble[]> = async () => [];
  beforeAll(async () => {
    rig = await startRig(
      database.url,
      async () => ({ kind: 'nothing' }),
      15_000,
      () => ({ troublesOf: () => troublesOf() }),
    );
    mara = new Browser(rig.origin);
    await mara.signIn(await rig.link('mara'));
  });
  afterAll(() => rig.close());

  const banner = async (path: string) => findOne(await mara.get(path), withClass('troubles'));

  it.each(['/c/film', '/runs', '/inbox'])(
    'stands above %s: what, since when, and what to do; gone when it is over',
    async (path) => {
      troublesOf = async () => [dead(0)];
      const shown = await banner(path);
      const text = textOf(shown!).replace(/\s+/g, ' ');
      expect(text).toMatch(/Slack refuses the bot token 0\. Install the app again\. Since 21 Nov 2026, 16:00 UTC/);
      troublesOf = async () => [];
      expect(await banner(path)).toBeNull();
    },
  );

  it('never takes the page: of many, five are shown and the others counted', async () => {
    troublesOf = async () => Array.from({ length: 9 }, (_, n) => dead(n));
    const shown = (await banner('/runs'))!;
    expect(findAll(shown, withTag('li'))).toHaveLength(5);
    expect(textOf(shown)).toContain('And 4 more.');
  });

  it.each([
    ['is away', () => Promise.reject(new Error('away'))],
    ['never answers', () => new Promise<never>(() => undefined)],
  ])('is left out where the store %s', async (_, never) => {
    troublesOf = never;
    expect(await banner('/runs')).toBeNull();
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '../../../../setup/database.ts';
import { openLink } from '../../../../setup/sign-in.ts';
import { openBrowser } from '../../../../setup/chromium.ts';
import { describeWith } from '../../../../setup/needs.ts';
import { faultsByDayAndNight } from '../../looks.ts';
import { slackAccount, startClub } from './club.ts';

describeWith(['chromium'], 'the page of one’s accounts in a browser', () => {
  const database = freshDatabase();
  let browser: Browser;
  let at: Awaited<ReturnType<typeof startClub>>;
  const opened: Page[] = [];
  beforeAll(async () => {
    at = await startClub(database.url);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await at.story.close();
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.context().close();
    await at.story.sql`delete from account_links`;
    await at.story.sql`delete from link_codes`;
  });

  const open = async (width: number, javaScriptEnabled = true) => {
    const options = { viewport: { width, height: 860 }, javaScriptEnabled };
    const page = await (await browser.newContext(options)).newPage();
    opened.push(page);
    page.on('pageerror', (error) => expect.unreachable(error.message));
    await openLink(page, at.story.origin + (await at.story.link('mara')));
    await page.waitForURL('**/c/**');
    // On a phone the list of pages has no room for it.
    if (width < 720) await page.getByRole('link', { name: 'Mara' }).first().click();
    await page.locator('a:visible', { hasText: 'Your accounts' }).click();
    await page.waitForURL('**/accounts');
    expect(await page.locator('.pages [aria-current=page]').textContent()).toBe('Your accounts');
    return page;
  };
  const clubOf = (page: Page) => page.locator('.accounts').filter({ has: page.getByRole('heading', { name: 'Club' }) });

  it.each([
    ['with the script', true],
    ['without a script', false],
  ])('goes from a code to a link and to its end, %s', async (_, script) => {
    at.people.join('U9');
    const page = await open(1280, script);
    await clubOf(page).getByRole('button', { name: 'Make a code' }).click();
    const code = (await page.locator('.command').innerText()).replace('/wheel link ', '').trim();
    expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    await at.typed(slackAccount('U9'), code);
    await page.getByRole('link', { name: 'I have typed it' }).click();
    expect(await clubOf(page).innerText()).toMatch(/Is this account yours\?[\s\S]*T1[\s\S]*U9[\s\S]*Name of U9/);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('button', { name: 'End the link of T1/U9' }).waitFor();
    expect(await at.find(slackAccount('U9'))).toBe('mara');
    await page.getByRole('button', { name: 'End the link of T1/U9' }).click();
    await page.getByRole('button', { name: 'End the link of T1/U9' }).waitFor({ state: 'detached' });
    expect(await at.find(slackAccount('U9'))).toBeNull();
  });

  it.each([1280, 380])('can be read and pressed in all its states at %d px, by day and by night', async (width) => {
    at.people.join('U9');
    await at.link('jon', slackAccount('U7'));
    const page = await open(width);
    const shoot = async (state: string): Promise<void> => {
      const folder = process.env['SCREENSHOTS'];
      const seen = async (look: string) =>
        folder && page.screenshot({ path: `${folder}/${state}-${look}.png`, fullPage: true });
      expect(await faultsByDayAndNight(page, seen)).toEqual([]);
    };
    await shoot('first');
    await clubOf(page).getByRole('button', { name: 'Make a code' }).click();
    await shoot('code');
    await at.typed(slackAccount('U9'), (await page.locator('.command').innerText()).replace('/wheel link ', ''));
    await page.getByRole('link', { name: 'I have typed it' }).click();
    await shoot('asked');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('button', { name: 'End the link of T1/U9' }).waitFor();
    await shoot('linked');
  });
});

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Ask } from '../../../../src/core/ask/ask.ts';
import { freshDatabase } from '../../../setup/database.ts';
import { openLink } from '../../../setup/sign-in.ts';
import { openBrowser } from '../../../setup/chromium.ts';
import { describeWith } from '../../../setup/needs.ts';
import { isConnected } from '../in-page.js';
import { faultsOf } from '../looks.ts';
import { startStory, type Story } from '../story.ts';

const long = 'A line of the notes.\n'.repeat(200);

describeWith(['chromium'], 'the inbox in a browser', () => {
  const database = freshDatabase();
  let browser: Browser;
  let story: Story;
  const opened: Page[] = [];
  beforeAll(async () => {
    story = await startStory(database.url);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await story.close();
  });
  beforeEach(async () => void (await story.wipe()));
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.context().close();
  });

  const open = async (person: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options })).newPage();
    opened.push(page);
    page.on('pageerror', (error) => expect.unreachable(error.message));
    await openLink(page, story.origin + (await story.link(person)));
    await page.waitForURL('**/c/**');
    await page.goto(`${story.origin}/inbox`);
    return page;
  };
  const outcomeOf = async ({ id }: Ask) => (await story.stores.views.ask(id))?.ask.outcome ?? null;
  const texts = (page: Page, selector: string) => page.locator(selector).allInnerTexts();

  it.each([
    ['with the script', {}],
    ['without a script', { javaScriptEnabled: false }],
  ])('goes from five questions over a second look to three answers and the history, %s', async (_, options) => {
    const runs = ['One', 'Two', 'Three', 'Changed meanwhile'];
    const asks: Ask[] = [];
    for (const run of runs) asks.push(await story.gated(run));
    const unread = await story.gated('To be read first', { text: long });
    const page = await open('mara', options);
    await page.getByText('Show all 5').click();
    // What must be read first has no box.
    expect(await page.getByRole('checkbox').count()).toBe(4);
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: 'Approve…', exact: true }).click();
    await page.waitForURL('**/inbox/look?**');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Approve 4 questions?');
    const changed = asks[3]!;
    await story.edit(changed.runId, 'Changed by hand.');
    await page.getByRole('button', { name: 'Approve 4', exact: true }).click();
    await page.waitForURL('**/inbox/answer');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('3 of 4 questions answered');
    const results = (await texts(page, '.results li')).map((text) => text.replace(/\s+/g, ' '));
    expect(results.filter((text) => /Answered .+ Approved\.$/.test(text))).toHaveLength(3);
    expect(results[3]).toMatch(/Asked anew Changed meanwhile ↳ Thread What this asks about has changed/);
    await page.getByRole('link', { name: 'What was settled' }).click();
    await page.waitForURL('**/history');
    expect((await texts(page, '.settled .origin a:not(.to-thread)')).sort()).toEqual(['One', 'Three', 'Two']);
    expect((await Promise.all(asks.map(outcomeOf))).map((outcome) => outcome?.by)).toEqual([
      'Mara',
      'Mara',
      'Mara',
      undefined,
    ]);
    expect(await outcomeOf(unread)).toBeNull();
  });

  it('P4: a double click, the way back and another try answer once', async () => {
    const asks = [await story.gated('One'), await story.gated('Two')];
    const page = await open('mara');
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByRole('button', { name: 'Approve…', exact: true }).click();
    await page.getByRole('button', { name: 'Approve 2', exact: true }).dblclick();
    await page.waitForURL('**/inbox/answer');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('2 of 2 questions answered');
    await page.goBack();
    // Asked again, it says what has become of them, and offers nothing.
    await page.getByRole('heading', { name: 'None of these can be answered together' }).waitFor();
    expect((await texts(page, '.looked li')).join()).toMatch(/Mara approved this/);
    const decided = await story.sql`select subject ->> 'ask' as ask from ledger where kind = 'ask.decided'`;
    expect(decided.map(({ ask }) => String(ask)).sort()).toEqual(asks.map(({ id }) => id).sort());
  });

  it('P2: shows what somebody answers elsewhere, and keeps what was chosen', async () => {
    const [first, second] = [await story.gated('One'), await story.gated('Two')];
    const page = await open('mara');
    await page.waitForFunction(isConnected);
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await story.answer('jon', first, 'approve');
    const line = page.locator(`#ask-${first.id}`);
    await line.locator(':scope > div > .outcome', { hasText: 'Approved by Jon' }).waitFor();
    expect(await line.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('checkbox').isChecked()).toBe(true);
    await page.locator(`#ask-${second.id} summary`).click();
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.locator(`#ask-${second.id} > div > .outcome`, { hasText: 'Approved by Mara' }).waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
  });

  it('reads to the end of a long text and approves it there', async () => {
    const ask = await story.gated('Long', { text: long });
    const page = await open('mara');
    await page.getByText('Look at it and answer').click();
    await page.getByRole('button', { name: 'Show everything' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Next page' }).click();
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect.poll(() => outcomeOf(ask)).toMatchObject({ choice: 'approve', by: 'Mara' });
  });

  it('has its filter on one line on a phone, and the whole navigation in sight', async () => {
    const page = await open('mara', { viewport: { width: 380, height: 780 } });
    await page.goto(`${story.origin}/inbox`);
    const endOf = async (selector: string): Promise<number> => {
      const box = await page.locator(selector).last().boundingBox();
      return Math.round((box?.y ?? 0) + (box?.height ?? 0));
    };
    expect(await endOf('.filters button')).toBe(await endOf('.filters select'));
    const hidden = "(nav => nav.scrollWidth - nav.clientWidth)(document.querySelector('.sidebar nav'))";
    expect(await page.evaluate(hidden)).toBe(0);
  });

  it('is readable at a desk and on a phone, by day and by night', async () => {
    const { id: one } = await story.gated('One');
    for (const run of ['Two', 'Three', 'Four']) await story.gated(run);
    const film = await story.gated('A film', { channel: 'film' });
    await story.blocked('Fell over');
    const settled = await story.gated('Settled');
    await story.answer('jon', settled, 'reject', 'Too short.');
    const page = await open('mara');
    const unfold = async (): Promise<void> => {
      for (const summary of await page.locator('summary').all()) if (await summary.isVisible()) await summary.click();
    };
    const ofMany = [`/inbox?alike=${one}`, `/inbox/look?verb=approve&alike=${one}`];
    for (const path of ['/inbox', ...ofMany, `/asks/${film.id}`, '/history'])
      expect([path, await faultsOf(page, story.origin + path, { unfold })]).toEqual([path, []]);
  });
});

import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '../../../../setup/database.ts';
import { openLink } from '../../../../setup/sign-in.ts';
import { openBrowser } from '../../../../setup/chromium.ts';
import { describeWith } from '../../../../setup/needs.ts';
import { activeText, findFaults, isAtEnd, isConnected, plantFaults } from '../../in-page.js';
import { faultsOf } from '../../looks.ts';
import { startStory, type Story } from '../../story.ts';

/** Where to leave pictures of what was seen, for somebody who wants to look. */
const pictures = process.env['TEST_PICTURES'];

const draft = Array.from({ length: 20 }, (_, i) => `${i + 1}. The keeper climbs while the lamp turns.`).join('\n');
const better = draft.replace('3. The keeper', '3. An old keeper');

describeWith(['chromium'], 'the runs in a browser', () => {
  const database = freshDatabase();
  let browser: Browser;
  let story: Story;
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    story = await startStory(database.url);
    if (pictures) mkdirSync(pictures, { recursive: true });
  });
  afterAll(async () => {
    await browser.close();
    await story.close();
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
  });

  const open = async (path: string): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 860 },
      permissions: ['clipboard-read', 'clipboard-write'],
      timezoneId: 'Asia/Kolkata',
    });
    const page = await context.newPage();
    pages.push(page);
    await openLink(page, story.origin + (await story.link('mara')));
    await page.waitForURL('**/c/**');
    await page.goto(story.origin + path);
    return page;
  };
  const picture = async (page: Page, name: string): Promise<void> => {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  };
  const button = (page: Page, name: string) => page.locator('#status').getByRole('button', { name, exact: true });

  const fold = (page: Page, part: string) => page.locator(`#${part} > .fold > summary`);
  const isOpen = async (page: Page, part: string): Promise<boolean> =>
    (await page.locator(`#${part} .fold`).getAttribute('open')) !== null;

  it('have texts that are edited where they are read, and then shown as they are now (S4-33)', async () => {
    const gate = await story.gated('Mended here', { text: draft });
    const [record] = await story.stores.records.artifacts(gate.runId);
    const path = `/runs/${gate.runId}/artifacts/${record!.artifact.id}`;
    const page = await open(`${path}?to=1`);
    await page.setViewportSize({ width: 380, height: 780 });
    await page.getByRole('button', { name: 'Edit notes' }).click();
    await page.getByLabel('Text').fill(better);
    await picture(page, 'edit');
    expect(await page.evaluate(findFaults)).toEqual([]);
    await page.getByRole('button', { name: 'Save as a new version' }).click();
    await page.getByText('Version 2 of “notes” is in force.').waitFor();
    await page.getByRole('heading', { name: 'notes, version 2' }).waitFor();
    expect(await page.locator('blockquote').textContent()).toBe(better);
    await picture(page, 'edited');
    expect(await page.evaluate(findFaults)).toEqual([]);
  });

  it('are walked from the list to a run, which is paused, goes on, and tells what changed', async () => {
    const gate = await story.gated('The lighthouse', { text: draft });
    await story.edit(gate.runId, better);
    const page = await open('/runs');
    await picture(page, 'list');
    await page.getByRole('link', { name: 'The lighthouse', exact: true }).click();
    await page.waitForFunction(isConnected);
    await picture(page, 'inspector');

    await button(page, 'Pause').click();
    await button(page, 'Resume').waitFor();
    expect(await page.locator('#status .badge').textContent()).toContain('Paused');
    expect(new URL(page.url()).pathname).toBe(`/runs/${gate.runId}`);
    await button(page, 'Resume').click();
    await button(page, 'Pause').waitFor();

    await fold(page, 'artifacts').click();
    await page.getByRole('link', { name: 'What changed in notes from version 1 to 2' }).click();
    await page.getByRole('heading', { name: 'What changed from version 1 to version 2' }).waitFor();
    expect(await page.locator('.diff mark').allTextContents()).toEqual(['The', 'An', 'old ']);
    await picture(page, 'diff');
  });

  it('keep what is typed while the page is drawn anew around it, and follow what is printed', async () => {
    const { run } = await story.started('mara', 'Followed');
    const page = await open(`/runs/${run.id}`);
    await page.waitForFunction(isConnected);
    await page.getByRole('combobox').fill('half a thought');
    const { attemptId } = await story.claim(run.id);
    for (let i = 0; i < 80; i++) await story.stores.runs.appendOutput(attemptId, i, `line ${i}\n`);
    await page.getByText('line 79').waitFor();
    await expect.poll(() => page.evaluate(isAtEnd, '.live-output')).toBe(true);
    expect(await page.getByRole('combobox').inputValue()).toBe('half a thought');

    await page.getByRole('combobox').press('Enter');
    await page.getByRole('button', { name: 'Pause instead' }).click();
    await button(page, 'Resume').waitFor();
    expect(await page.locator('#messages').textContent()).toContain('half a thought');
  });

  it('open the form of a rollback over the page, with the checkpoint chosen, and copy an id', async () => {
    const gate = await story.gated('Goes back');
    await story.answer('jon', gate, 'approve');
    const page = await open(`/runs/${gate.runId}`);
    await fold(page, 'checkpoints').click();
    await page.getByRole('link', { name: 'Roll back to checkpoint 0…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.getByRole('combobox').inputValue()).toBe('0');
    // In the zone of whoever looks, as on the page behind it.
    const times = await page.locator('#checkpoints time').allTextContents();
    const offered = await dialog.locator('option').allTextContents();
    expect(offered.map((option, index) => option.endsWith(`, ${times[index]}`))).toEqual([true, true]);
    expect(offered.join()).not.toContain('UTC');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect((await story.stores.runs.find(gate.runId))?.run.status).toBe('awaiting');
    await page.getByRole('link', { name: 'Roll back to checkpoint 0…' }).click();
    await dialog.locator('button.danger').click();
    await button(page, 'Resume').waitFor();
    expect((await story.stores.runs.find(gate.runId))?.run).toMatchObject({ status: 'paused', stage: 0 });

    // The form as a page of its own leads back to the run; what is refused is said beside it.
    const alone = await open(`/runs/${gate.runId}/rollback?to=0`);
    await alone.locator('button.danger').click();
    await alone.waitForURL((url) => url.pathname === `/runs/${gate.runId}`);
    const late = await open(`/runs/${gate.runId}/rollback?to=0`);
    await alone.goto(`${story.origin}/runs/${gate.runId}/rollback?to=0`);
    await alone.locator('button.danger').click();
    await alone.waitForURL((url) => url.pathname === `/runs/${gate.runId}`);
    await late.locator('button.danger').click();
    await late.getByRole('alert').waitFor();
    expect(await late.getByRole('alert').textContent()).toContain('was not done');

    await page
      .getByRole('button', { name: `Copy ${gate.runId}` })
      .first()
      .click();
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(gate.runId);
  });

  it('begin on a phone with what happens, what is asked and the controls; what was opened stays open', async () => {
    const gate = await story.gated('In a hurry', { text: draft });
    const page = await open(`/runs/${gate.runId}`);
    await page.setViewportSize({ width: 380, height: 780 });
    await page.waitForFunction(isConnected);
    const topOf = async (selector: string): Promise<number> => (await page.locator(selector).first().boundingBox())!.y;
    expect(await topOf('#status .actions')).toBeLessThan(780);
    expect(await topOf('#questions .card')).toBeLessThan(780);
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    await picture(page, 'phone');

    // With the keyboard, too; and over what comes in meanwhile.
    await fold(page, 'messages').focus();
    await page.keyboard.press('Enter');
    expect(await isOpen(page, 'messages')).toBe(true);
    const said = { kind: 'words', text: 'Mind the storm.', mentionsUs: false } as const;
    await story.intend('jon', said, { runId: gate.runId });
    await page.locator('#messages').getByText('Mind the storm.').waitFor();
    expect(await page.evaluate(activeText)).toMatch(/^Messages/);
    expect([await isOpen(page, 'messages'), await isOpen(page, 'attempts')]).toEqual([true, false]);

    await page.goto(`${story.origin}/runs`);
    await page.goBack();
    expect([await isOpen(page, 'messages'), await isOpen(page, 'attempts')]).toEqual([true, false]);
    await page.evaluate('for (const it of document.querySelectorAll("details")) it.open = true');
    expect(await page.evaluate<number>('document.documentElement.scrollHeight')).toBeGreaterThan(1.5 * height);
  });

  it('are readable at a desk and on a phone, by day and by night', async () => {
    const gate = await story.gated('Readable', { text: draft });
    await story.edit(gate.runId, better);
    const { run } = await story.started('mara', 'At work');
    const { attemptId } = await story.claim(run.id);
    await story.stores.runs.appendOutput(attemptId, 1, `${'a long line '.repeat(40)}\n`);
    const blocker = await story.blocked('Fell');
    const paths = ['/runs', `/runs/${gate.runId}`, `/runs/${run.id}`, `/runs/${blocker.runId}`];
    const version = `/runs/${gate.runId}/artifacts/${gate.runId}.notes`;
    const page = await open('/runs');
    for (const path of [...paths, `${version}?from=1&to=2`, `/runs/${run.id}/attempts/${attemptId}`]) {
      const seen = (look: string) => picture(page, `${path.replace(/\W+/g, '-')}-${look}`);
      const unfold = () => page.evaluate('for (const it of document.querySelectorAll(".fold")) it.open = true');
      expect([path, await faultsOf(page, story.origin + path, { seen, unfold })]).toEqual([path, []]);
    }
  });

  it('would be told by the same look if they were not readable', async () => {
    const page = await open('/runs');
    await page.evaluate('document.querySelector("main").id = "main-messages"');
    await page.evaluate(plantFaults);
    expect((await page.evaluate(findFaults)).length).toBeGreaterThanOrEqual(3);
  });
});

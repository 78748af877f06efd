import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { PostRef } from '../../../src/core/cards/surface.ts';
import { RecordingDoor } from '../../contract/door.ts';
import { freshDatabase } from '../../setup/database.ts';
import { openLink } from '../../setup/sign-in.ts';
import { openBrowser } from '../../setup/chromium.ts';
import { describeWith } from '../../setup/needs.ts';
import { encodePress } from '../../../src/core/cards/token.ts';
import { askCard, pause, runCard, runForm, settled } from '../samples.ts';
import { activeId, activeText, findFaults, isConnected, plantFaults } from './in-page.js';
import { faultsOf } from './looks.ts';
import { type Rig, startRig } from './rig.ts';

const place = { surface: 'console' as const, channel: 'film' };
let keys = 0;

describeWith(['chromium'], 'the console in a browser', () => {
  const database = freshDatabase();
  let browser: Browser;
  let rig: Rig;
  let door = new RecordingDoor();
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    rig = await startRig(database.url, (intent, visit) => door.open(intent, visit), 500);
  });
  afterAll(async () => {
    await browser.close();
    await rig.close();
  });
  beforeEach(() => {
    door = new RecordingDoor();
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
  });

  const post = (title: string, thread: string | null = null): Promise<PostRef> =>
    rig.surface.post({ place, thread }, runCard(1, { title }), `browser-${++keys}`);
  const isLive = (page: Page) => page.waitForFunction(isConnected);
  const open = async (path = '/c/film', options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options })).newPage();
    pages.push(page);
    await openLink(page, rig.origin + (await rig.link('ada')));
    await page.waitForURL('**/c/**');
    await page.goto(rig.origin + path);
    if (options.javaScriptEnabled !== false) await isLive(page);
    return page;
  };
  const card = (page: Page, title: string): Locator => page.locator('#main-messages article', { hasText: title });
  const focused = (page: Page) => page.evaluate(activeText);
  const tabTo = async (page: Page, name: string): Promise<void> => {
    for (let presses = 0; presses < 80; presses++) {
      if ((await focused(page)) === name) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never reaches ${name}.`);
  };

  it('goes from the empty composer to a started run by keyboard alone', async () => {
    const page = await open('/c/releases');
    door.answers({ kind: 'form', form: runForm() });
    await page.locator('#write-main').focus();
    await page.keyboard.type('/');
    const list = page.getByRole('listbox');
    expect(await list.getByRole('option').count()).toBe(6);
    await page.keyboard.type('wheel s');
    expect(await list.getByRole('option', { selected: true }).textContent()).toContain('/wheel status');
    for (let i = 0; i < 7; i++) await page.keyboard.press('Backspace');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    expect(await page.locator('#write-main').inputValue()).toBe('/wheel run ');
    expect(await list.isHidden()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Start “Film treatment”' }).waitFor();
    expect(door.last.intent).toEqual({ kind: 'command', verb: 'run', rest: '' });

    await expect.poll(() => page.evaluate(activeId)).toBe('field-brief');
    await page.keyboard.type('A keeper alone.');
    door.answers({ kind: 'told', text: ['The run has started.'] });
    await tabTo(page, 'Start');
    await page.keyboard.press('Enter');
    await page.locator('.notice', { hasText: 'The run has started.' }).waitFor();
    expect(door.last.intent).toMatchObject({ kind: 'submit', values: { brief: 'A keeper alone.' } });
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(activeId)).toBe('write-main');
  });

  it('completes a role in the middle of a sentence', async () => {
    const page = await open();
    const field = page.locator('#write-main');
    await field.pressSequentially('Could @vis');
    expect(await field.getAttribute('aria-activedescendant')).toMatch(/role-1$/);
    expect(await field.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Tab');
    expect(await field.inputValue()).toBe('Could @visual_architect ');
    await field.pressSequentially('@');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').isHidden()).toBe(true);
    expect(await field.inputValue()).toBe('Could @visual_architect @');
  });

  it('starts a run from its button, and closing the form changes nothing (P10)', async () => {
    const page = await open();
    door.answers({ kind: 'form', form: runForm() });
    await page.getByRole('button', { name: 'Start a run' }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('Start a run');
    expect(door.calls.map(({ intent }) => intent)).toEqual([{ kind: 'command', verb: 'run', rest: '' }]);
  });

  it('keeps what is typed, focused, unfolded and open while a card is drawn anew', async () => {
    const title = 'Keeps everything';
    const ref = await rig.surface.post({ place, thread: null }, askCard(1, { title }), `browser-${++keys}`);
    const page = await open();
    await page.locator('#write-main').fill('half a thought');
    await card(page, title).locator('summary').click();
    door.answers({ kind: 'form', form: runForm() });
    await card(page, title).getByRole('button', { name: 'Reject …' }).click();
    await page.locator('#field-brief').fill('half a reason');
    const badge = { word: 'Changed', symbol: '◆', tone: 'asking' as const };
    await rig.surface.update(ref, askCard(2, { title, badge }));
    await card(page, title).getByText('Changed').waitFor();
    expect(await page.locator('#field-brief').inputValue()).toBe('half a reason');
    expect(await page.locator('#write-main').inputValue()).toBe('half a thought');
    expect(await card(page, title).locator('details').getAttribute('open')).not.toBeNull();

    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('Reject …');
    await rig.surface.update(ref, askCard(3, { title, badge: { ...badge, word: 'Again' } }));
    await card(page, title).getByText('Again').waitFor();
    await expect.poll(() => focused(page)).toBe('Reject …');
    await rig.surface.update(ref, { ...settled(4), title });
    await card(page, title).getByText('The look book begins.').waitFor();
    expect(await card(page, title).getByRole('button').count()).toBe(0);
    await expect.poll(() => page.evaluate(activeId)).toBe(`main-${ref.message}`);
  });

  it('says that a click is under way, and sends it once (P4)', async () => {
    await post('Under way');
    const page = await open();
    let arrive = (): void => undefined;
    const held = new Promise<void>((resolve) => (arrive = resolve));
    await page.route('**/press', async (route) => {
      await held;
      await route.continue();
    });
    const button = card(page, 'Under way').getByRole('button', { name: 'Pause' });
    await button.dblclick();
    expect(await button.isDisabled()).toBe(true);
    arrive();
    await page.locator('#toasts', { hasText: 'Done.' }).waitFor();
    expect(await button.isEnabled()).toBe(true);
    expect(door.calls).toHaveLength(1);
  });

  it('says when a click did not get through, and the next try is the same act (P5)', async () => {
    await post('Outage');
    const page = await open();
    const button = card(page, 'Outage').getByRole('button', { name: 'Pause' });
    await page.route('**/press', (route) => route.abort());
    await button.click();
    await page.locator('#toasts', { hasText: 'Try again' }).waitFor();
    await page.unroute('**/press');
    door.isAway();
    await button.click();
    await page.locator('#toasts', { hasText: 'could not be reached' }).waitFor();
    door.answers({ kind: 'told', text: ['Paused.'] });
    await button.click();
    await page.locator('.notice', { hasText: 'Paused.' }).waitFor();
    expect(new Set(door.calls.map(({ visit }) => visit.delivery)).size).toBe(1);
    expect(door.calls).toHaveLength(2);
  });

  it('comes back after a restart of the server, shows what was missed, and its buttons work (P5)', async () => {
    const ref = await post('Before the restart');
    const page = await open();
    await page.locator('#write-main').fill('half a thought');
    const { surface } = rig;
    await rig.restart();
    await surface.update(ref, runCard(2, { title: 'After the restart' }));
    await card(page, 'After the restart').waitFor();
    await isLive(page);
    await card(page, 'After the restart').getByRole('button', { name: 'Pause' }).click();
    await page.locator('#toasts', { hasText: 'Done.' }).waitFor();
    expect(door.last.intent).toMatchObject({ token: 'pause-1', on: ref });
    expect(await page.locator('#write-main').inputValue()).toBe('half a thought');
  });

  it('asks once more in a dialog whose first choice is to leave it', async () => {
    await post('Dangerous');
    const page = await open();
    await card(page, 'Dangerous').getByRole('button', { name: 'Cancel' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this run?' });
    await dialog.waitFor();
    await expect.poll(() => focused(page)).toBe('Keep it');
    expect(await dialog.textContent()).toContain("This can't be undone.");
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(door.calls).toEqual([]);
    await card(page, 'Dangerous').getByRole('button', { name: 'Cancel' }).click();
    await dialog.getByRole('button', { name: 'Cancel the run' }).click();
    await page.locator('#toasts', { hasText: 'Done.' }).waitFor();
    expect(door.last.intent).toMatchObject({ token: 'cancel-1', confirmed: true });
  });

  it('keeps refused words in the composer, and says why', async () => {
    const page = await open();
    door.answers({ kind: 'refused', code: 'too_long', text: ['That is too long.'] });
    await page.locator('#write-main').fill('very long');
    await page.keyboard.press('Enter');
    await page.locator('.notice', { hasText: 'That is too long.' }).waitFor();
    expect(await page.locator('#write-main').inputValue()).toBe('very long');
    door.answers({ kind: 'nothing' });
    await page.keyboard.press('Enter');
    await page.locator('#main-messages .said', { hasText: 'very long' }).waitFor();
    expect(await page.locator('#write-main').inputValue()).toBe('');
  });

  it('says a thing once: where it stays, or in passing', async () => {
    await post('Once');
    const page = await open();
    const pause = card(page, 'Once').getByRole('button', { name: 'Pause' });
    door.answers({ kind: 'told', text: ['Goes to the next draft.'] });
    await pause.click();
    const notice = page.locator('.notice', { hasText: 'Goes to the next draft.' });
    await notice.waitFor();
    expect(await page.locator('#toasts p').count()).toBe(0);
    expect(await notice.count()).toBe(1);
    door.answers({ kind: 'told', text: ['Approved.'], passing: true });
    await pause.click();
    await page.locator('#toasts', { hasText: 'Approved.' }).waitFor();
    expect(await page.locator('.notice', { hasText: 'Approved.' }).count()).toBe(0);
    // Somebody who reads further up doesn't see the end of the list.
    for (const filler of [1, 2, 3]) await post(`Filler ${filler}`);
    await card(page, 'Filler 3').waitFor();
    await pause.scrollIntoViewIfNeeded();
    door.answers({ kind: 'refused', code: 'not_now', text: ['Ben was faster.'] });
    await pause.click();
    await page.locator('#toasts', { hasText: 'Ben was faster.' }).waitFor();
  });

  it.each([true, false])(
    'leads to the card that stands in the thread, with a script: %s',
    async (javaScriptEnabled) => {
      const root = await post(`Leads ${javaScriptEnabled}`);
      const ask = await rig.surface.post({ place, thread: root.message }, askCard(1), `browser-${++keys}`);
      const page = await open('/c/film', { javaScriptEnabled });
      door.answers({ kind: 'lead', text: ['It stands there.'], to: ask, passing: true });
      await card(page, `Leads ${javaScriptEnabled}`).getByRole('button', { name: 'Focus' }).click();
      await page.waitForURL(`**/c/film/${root.message}#side-${ask.message}`);
      await page.locator(`#side-${ask.message}`).getByRole('button', { name: 'Approve' }).waitFor();
      if (!javaScriptEnabled) return;
      await isLive(page);
      expect(await page.evaluate(activeId)).toBe(`side-${ask.message}`);
      await page.locator('#write-side').focus();
      await card(page, 'Leads true').getByRole('button', { name: 'Focus' }).click();
      await expect.poll(() => page.evaluate(activeId)).toBe(`side-${ask.message}`);
    },
  );

  it('sends and pauses where the card of the run offers Pause, as it stands now (S1-09, S1-10)', async () => {
    const token = encodePress({ press: 'command', runId: 'run-1', epoch: 1, verb: 'pause' });
    const running = { title: 'Can be paused', buttons: [{ ...pause, token }] };
    const root = await rig.surface.post({ place, thread: null }, runCard(1, running), `browser-${++keys}`);
    const page = await open(`/c/film/${root.message}`);
    const both = page.locator('#side').getByRole('button', { name: 'Send and pause' });
    await page.locator('#write-side').fill('Darker.');
    await rig.surface.update(root, runCard(2, { title: 'Is paused', buttons: [] }));
    await both.waitFor({ state: 'hidden' });
    await rig.surface.update(root, runCard(3, running));
    await both.click();
    await expect.poll(() => door.calls.length).toBe(1);
    expect(door.last.intent).toMatchObject({ text: 'Darker.', policy: 'pause' });
  });

  it('draws a private card anew while it is looked at (P2)', async () => {
    const page = await open();
    door.answers({ kind: 'cards', intro: ['Open when you looked.'], cards: [askCard(1)] });
    await page.locator('#write-main').fill('/wheel inbox');
    await page.keyboard.press('Enter');
    const notice = page.locator('.notice', { hasText: 'Open when you looked.' });
    await notice.getByRole('button', { name: 'Approve' }).waitFor();
    rig.redrawing.card = async () => settled(2);
    await post('Something happens here');
    await notice.getByText('The look book begins.').waitFor();
    expect(await notice.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  });

  it('opens a thread beside the channel, and instead of it on a phone', async () => {
    const root = await post('With a thread');
    await rig.surface.post({ place, thread: root.message }, askCard(1), `browser-${++keys}`);
    const page = await open();
    await card(page, 'With a thread').getByRole('link', { name: '1 reply' }).click();
    await isLive(page);
    const thread = page.getByRole('complementary', { name: 'Thread' });
    expect(await thread.getByRole('heading', { name: 'Approve the scenes?' }).isVisible()).toBe(true);
    expect(await page.getByRole('main').isVisible()).toBe(true);
    await page.setViewportSize({ width: 380, height: 780 });
    expect(await page.getByRole('main').isVisible()).toBe(false);
    await thread.getByRole('link', { name: 'Back to #film' }).click();
    await card(page, 'With a thread').waitFor();
  });

  it('shows times in the reader’s zone', async () => {
    const why = ['Since ', { time: new Date('2026-01-05T23:30:00Z') }];
    await rig.surface.post({ place, thread: null }, runCard(1, { title: 'At night', why }), `browser-${++keys}`);
    const there = await open('/c/film', { timezoneId: 'Asia/Tokyo', locale: 'en-GB' });
    expect(await card(there, 'At night').locator('.why').textContent()).toBe('Since 6 Jan 2026, 08:30');
    const without = await open('/c/film', { javaScriptEnabled: false });
    expect(await card(without, 'At night').locator('.why').textContent()).toBe('Since 5 Jan 2026, 23:30 UTC');
  });

  it('works without a script: form, problem, answer', async () => {
    const page = await open('/c/film', { javaScriptEnabled: false });
    door.answers({ kind: 'form', form: runForm({ brief: 'Write a sentence.' }, 'Salt') });
    await page.getByRole('button', { name: 'Start a run' }).click();
    expect(await page.getByLabel('Brief').inputValue()).toBe('Salt');
    await page.getByText('Write a sentence.').waitFor();
    door.answers({ kind: 'told', text: ['The run has started.'] });
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByText('The run has started.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/c/film');
  });

  it('is readable at a desk and on a phone, by day and by night', async () => {
    const long = 'W'.repeat(90);
    const root = await post(`Wide ${long}`);
    const output = { kind: 'output' as const, label: 'Last lines', text: long.repeat(4), cut: true };
    await rig.surface.post(
      { place, thread: root.message },
      askCard(1, { blocks: [output, ...askCard(1).blocks] }),
      `browser-${++keys}`,
    );
    const page = await open();
    for (const path of ['/c/film', `/c/film/${root.message}`, '/c/releases'])
      expect([path, await faultsOf(page, rig.origin + path, { unfold: () => isLive(page) })]).toEqual([path, []]);
  });

  it('would be told by the same look if it were not readable', async () => {
    const page = await open();
    await page.evaluate(plantFaults);
    const faults = await page.evaluate(findFaults);
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['no name', 'heading', 'contrast', 'too wide']);
  });
});

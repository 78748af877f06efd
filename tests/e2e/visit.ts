import type { Browser, Locator, Page } from 'playwright-core';
import { openLink } from '../setup/sign-in.ts';
import type { Program } from './kill/program.ts';

/** Somebody in front of the console, who does what its words say and nothing else. */
export class Visit {
  /** Everything that was typed. */
  readonly typed: string[] = [];
  /** What the page itself complained of: there must be nothing. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.setDefaultTimeout(60_000);
  }

  /** Signs in by the link that the program printed. */
  static async signIn(browser: Browser, program: Program): Promise<Visit> {
    await program.ready();
    if (program.link === null) throw new Error(`No link was printed:\n${program.said.join('\n')}`);
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    const visit = new Visit(page);
    await openLink(page, program.link);
    await page.waitForURL('**/c/**');
    return visit;
  }

  /** Another tab of the same person, at the same place. */
  async again(): Promise<Visit> {
    const tab = new Visit(await this.page.context().newPage());
    await tab.page.goto(this.page.url());
    return tab;
  }

  async type(words: string): Promise<void> {
    this.typed.push(words);
    await this.page.locator('body[data-connection=good]').waitFor();
    await this.page.locator('#write-main').fill(words);
    await this.page.keyboard.press('Enter');
  }

  /** Fills the open form and presses its button. */
  async fill(words: string | null, button: string): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    if (words !== null) {
      this.typed.push(words);
      await dialog.getByRole('textbox').first().fill(words);
    }
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  card(title: string): Locator {
    return this.page
      .locator('article.card', { has: this.page.getByRole('heading', { name: title, exact: true }) })
      .last();
  }

  async press(title: string, button: string): Promise<void> {
    await this.card(title).getByRole('button', { name: button, exact: true }).click();
  }

  /** From the run's card in the channel to what it waits for. */
  async review(run: string): Promise<void> {
    await this.press(run, 'Review');
    await this.page.waitForURL('**/c/*/*#side-*');
  }

  /** Yes, at the second look. */
  async confirm(button: string): Promise<string> {
    const dialog = this.page.getByRole('dialog');
    const words = await dialog.innerText();
    await this.fill(null, button);
    return words;
  }
}

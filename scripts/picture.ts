/**
 * Makes docs/images/gate.png anew, from the real program: `npx tsx scripts/picture.ts`. Needs Chromium (TEST_CHROMIUM names
 * another than /usr/bin/chromium) and a font with emoji.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright-core';
import { openLink } from '../tests/setup/sign-in.ts';

const top = path.resolve(import.meta.dirname, '..');
const picture = path.join(top, 'docs/images/gate.png');

async function startProgram(data: string) {
  const args = ['--import', 'tsx', 'src/main.ts', 'start', '--data', data];
  const child = spawn(process.execPath, args, { cwd: top, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const link = /https?:\/\/\S+\/sign-in\/\S+/.exec(line)?.[0];
    if (link !== undefined) return { child, link };
  }
  throw new Error('The program ended before it printed a sign-in link.');
}

/** A run at its gate, with the second draft that a rejection asked for. */
async function play(page: Page, link: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await openLink(page, link);
  await page.waitForURL('**/c/**');
  await page.getByRole('link', { name: '#release-notes' }).click();
  await page.waitForURL('**/c/release-notes');
  await page.getByRole('button', { name: 'Start a run' }).click();
  await dialog.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Review' }).click();
  await page.waitForURL('**/c/release-notes/*');
  await page.getByRole('button', { name: 'Reject…' }).click();
  await dialog.getByRole('textbox').fill('Shorter, please, and mention the heights in feet.');
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click();
  const gate = page.locator('#side article', { hasText: 'notes, version 2 (rehearsal)' });
  await gate.waitFor();
  await page.reload();
  await gate.scrollIntoViewIfNeeded();
  await page.locator('body[data-connection=good]').waitFor();
}

const data = await mkdtemp(path.join(tmpdir(), 'wheelhouse-picture-'));
const { child, link } = await startProgram(data);
const executablePath = process.env.TEST_CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const viewport = { width: 1280, height: 900 };
  const page = await browser.newPage({ viewport, deviceScaleFactor: 1.75, colorScheme: 'light' });
  await play(page, link);
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
  child.kill('SIGTERM');
  await once(child, 'exit');
  await rm(data, { recursive: true, force: true });
}

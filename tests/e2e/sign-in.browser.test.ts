import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { client, type OidcServer, startOidcServer } from '../fakes/oidc/server.ts';
import { builtProgram } from '../setup/built.ts';
import { describeWith } from '../setup/needs.ts';
import { embeddedEngine, type Engine } from './kill/engine.ts';
import { freePort } from './kill/free-port.ts';
import { Program } from './kill/program.ts';
import { writeProject } from './kill/project.ts';
import { openBrowser } from '../setup/chromium.ts';

describeWith(['chromium'], 'signing in by OpenID Connect, in the real program and a real browser', () => {
  let browser: Browser;
  let engine: Engine;
  let server: OidcServer;
  let program: Program;
  let origin: string;
  /** What the browser refused to do. */
  const refused: string[] = [];

  beforeAll(async () => {
    [browser, engine, server] = await Promise.all([openBrowser(), embeddedEngine(), startOidcServer()]);
    const port = await freePort();
    origin = `http://localhost:${port}`;
    server.register(`${origin}/sign-in/oidc/callback`);
    server.users.set('ada-subject', { email: 'ada@example.com', isVerified: true });
    server.users.set('eve-subject', { email: 'eve@example.com', isVerified: true });
    const { file } = await writeProject(path.join(engine.folder, 'project'));
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('console: local/owner', 'console: local/owner, oidc: ada@example.com'));
    const env = { OIDC_ISSUER_URL: server.issuer, OIDC_CLIENT_ID: client.clientId, PORT: String(port) };
    const args = [...engine.args, '--project', file];
    program = new Program({
      args,
      env: { ...engine.env, ...env, OIDC_CLIENT_SECRET: client.clientSecret },
      built: await builtProgram(),
    });
    await program.ready();
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await program.kill();
    await Promise.all([server.close(), engine.close()]);
  });

  const open = async (): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => {
      if (/refused|violates|content security/i.test(message.text())) refused.push(message.text());
    });
    return page;
  };

  const pass = async (page: Page, as: string): Promise<void> => {
    await page.getByRole('button', { name: /^Sign in with/ }).click();
    await page.getByRole('button', { name: `Sign in as ${as}` }).click();
  };

  it('leads through the provider to where the person was going', { timeout: 180_000 }, async () => {
    const page = await open();
    await page.goto(`${origin}/c/kill`);
    await pass(page, 'ada-subject');
    await page.waitForURL('**/c/kill');
    expect(refused).toEqual([]);
    await page.locator('body[data-connection=good]').waitFor();
    await page.locator('#write-main').fill('/wheel run flow');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('A letter about the sea.');
    await dialog.getByRole('button', { name: 'Run', exact: true }).click();
    await page.locator('article.card').first().waitFor();
    // The record says how they came in, and that it was here.
    const sql = postgres(engine.url() ?? '', { max: 1 });
    const [entry] = await sql<{ actor: object }[]>`select actor from ledger where kind = 'run.started'`;
    await sql.end();
    const account = { surface: 'oidc', team: `${server.issuer}/`, user: 'ada@example.com' };
    expect(entry?.actor).toMatchObject({ personId: 'owner', account, where: { surface: 'console', channel: 'kill' } });
  });

  it('keeps the session of who follows a link from another site', { timeout: 180_000 }, async () => {
    const page = await open();
    await page.goto(origin);
    await pass(page, 'ada-subject');
    await page.waitForURL('**/c/*');
    await page.route('https://mail.example/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<a href="${origin}/c/kill">A run waits for you</a>` }),
    );
    await page.goto('https://mail.example/inbox');
    await page.getByText('A run waits for you').click();
    await page.locator('#write-main').waitFor();
  });

  it('shows a stranger what to have added, and lets nobody in', { timeout: 180_000 }, async () => {
    const page = await open();
    await page.goto(origin);
    await pass(page, 'eve-subject');
    await page.getByText('oidc: eve-subject').waitFor();
    expect(await page.getByText('oidc: eve@example.com').isVisible()).toBe(true);
    await page.goto(origin);
    await page.getByRole('button', { name: /^Sign in with/ }).waitFor();
    expect(refused).toEqual([]);
  });
});

import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startDraftingModel } from '../fakes/model/drafts.ts';
import { builtProgram } from '../setup/built.ts';
import { describeWith } from '../setup/needs.ts';
import { embeddedEngine, missingSooner, type Engine } from './kill/engine.ts';
import { freePort } from './kill/free-port.ts';
import { Program } from './kill/program.ts';
import { writeProject } from './kill/project.ts';
import { openBrowser } from '../setup/chromium.ts';
import { Visit } from './visit.ts';

/** README.md: the first three minutes. A machine reads faster than people do. */
const firstMinutes = 60_000;

describeWith(['chromium'], 'the story of a run, in the real program and a real browser', () => {
  let browser: Browser;
  let engine: Engine;
  let program: Program;
  let env: Record<string, string>;
  let built: string;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    [browser, built] = await Promise.all([openBrowser(), builtProgram()]);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    engine = await missingSooner(embeddedEngine)();
    env = { PORT: String(await freePort()) };
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await program.kill();
    for (const close of closing.splice(0)) await close();
    await engine.close();
  });

  const start = (args: string[]): Program => {
    program = new Program({ args: [...engine.args, ...args], env: { ...engine.env, ...env }, built });
    return program;
  };

  /** As `npm start` does. */
  const startFromSources = (): Program => {
    program = new Program({ args: engine.args, env: { ...engine.env, ...env } });
    return program;
  };

  /** The power goes: the program and its database in the same moment, with no time for a last word. */
  const killEverything = async (): Promise<void> => {
    await Promise.all([program.kill(), engine.crashPostgres()]);
  };

  const projectWithModel = async () => {
    const project = await writeProject(path.join(engine.folder, 'project'));
    const model = await startDraftingModel({ slowest: 50, about: (prompt) => /Stage \w+/.exec(prompt)?.[0] ?? '' });
    closing.push(() => model.close());
    env = { ...env, MODEL_BASE_URL: model.baseUrl, MODEL_NAME: 'fake-1', MODEL_API_KEY: 'key' };
    return { project, model, args: ['--project', project.file] };
  };

  it(
    'goes from the printed link to the summary, with nothing else to read or to edit',
    { timeout: 300_000 },
    async () => {
      const began = performance.now();
      const visit = await Visit.signIn(browser, startFromSources());
      await visit.page.getByRole('link', { name: '#release-notes' }).click();
      await visit.page.waitForURL('**/c/release-notes');
      await visit.type('/wheel run');
      await visit.fill('For people who use the library in small hobby projects.', 'Run');
      const run = 'Release v1.1.0';
      await visit.card(run).getByText('Read the history', { exact: true }).waitFor();
      await visit.review(run);
      const gate = 'Approve “Draft the notes”?';
      expect(await visit.card(gate).innerText()).toContain('notes, version 1 (rehearsal)');

      await visit.press(gate, 'Reject…');
      await visit.fill('Shorter, please, and mention the heights in feet.', 'Reject');
      await visit.card(gate).getByText('notes, version 2 (rehearsal)').waitFor();
      const second = await visit.card(gate).innerText();
      expect(second).toContain('“Shorter, please, and mention the heights in feet.”');
      expect(second).toContain('Heights in feet');
      await visit.press(gate, 'Approve');

      const tag = 'Run “Tag the release”?';
      await visit.card(tag).getByText("This can't be undone").first().waitFor();
      await visit.press(tag, 'Approve');
      expect(await visit.confirm('Approve')).toContain("This can't be undone");
      await visit.page.getByText('Post-run summary').waitFor();
      await visit.page.getByRole('link', { name: 'View results' }).click();
      await visit.page.waitForURL('**/runs/*');
      await visit.page.getByText('All 4 stages are done.').waitFor();

      expect(performance.now() - began).toBeLessThan(firstMinutes);
      expect(visit.typed).toEqual([
        '/wheel run',
        'For people who use the library in small hobby projects.',
        'Shorter, please, and mention the heights in feet.',
      ]);
      expect(visit.complaints).toEqual([]);
    },
  );

  it('goes on by itself to the gate after everything was killed while a role wrote', { timeout: 300_000 }, async () => {
    const { model, args } = await projectWithModel();
    const answer = model.holdBack();
    const visit = await Visit.signIn(browser, start(args));
    await visit.type('/wheel run flow');
    const asked = model.asked();
    await visit.fill('Run 1', 'Run');
    await asked;
    await killEverything();
    answer();

    const after = await Visit.signIn(browser, start(args));
    await after.review('Run 1');
    expect(await after.card('Approve “Draft”?').innerText()).toContain('A draft for Stage draft, call 2.');
    expect(model.calls.get('Stage draft')).toBe(2);
  });

  it.each([
    ['It happened, go on…', 'It happened, go on', 1],
    ['It did not, try again…', 'Run it again', 2],
  ])(
    'asks after everything was killed while a command took effect, and goes on: %s',
    { timeout: 300_000 },
    async (choice, yes, times) => {
      const { project, args } = await projectWithModel();
      const visit = await Visit.signIn(browser, start(args));
      await visit.type('/wheel run errand');
      await visit.fill('Run 1', 'Run');
      await visit.review('Run 1');
      await visit.press('Run “Deliver”?', 'Approve');
      await visit.confirm('Approve');
      await expect.poll(() => project.outward(), { interval: 10 }).toHaveLength(1);
      await killEverything();

      const after = await Visit.signIn(browser, start(args));
      await after.review('Run 1');
      const blocker = after.page.getByRole('button', { name: choice, exact: true });
      await blocker.waitFor();
      expect(await project.outward()).toHaveLength(1);
      await blocker.click();
      await after.fill(null, yes);
      if (times === 2) {
        // An approval lets one attempt begin.
        await after.press('Run “Deliver”?', 'Approve');
        await after.confirm('Approve');
      }
      await after.page.getByText('Post-run summary').waitFor();
      const begun = (await project.outward()).filter(({ what }) => what === 'begin');
      expect(begun).toHaveLength(times);
    },
  );

  it(
    'P4: approves once, however often it is pressed in however many tabs, and tells the second',
    { timeout: 300_000 },
    async () => {
      const { model, args } = await projectWithModel();
      const visit = await Visit.signIn(browser, start(args));
      await visit.type('/wheel run flow');
      await visit.fill('Run 1', 'Run');
      await visit.review('Run 1');
      const other = await visit.again();
      const buttons = [visit, other].map((tab) =>
        tab.card('Approve “Draft”?').getByRole('button', { name: 'Approve' }),
      );
      await Promise.all(buttons.map((button) => button.waitFor()));
      let letGo = (): void => undefined;
      const held = new Promise<void>((resolve) => (letGo = resolve));
      for (const tab of [visit, other]) {
        await tab.page.route('**/press', async (route) => {
          await held;
          await route.continue();
        });
      }
      await Promise.all(buttons.map((button) => button.dblclick()));
      letGo();
      await visit.page.locator('.notice', { hasText: 'Your click changed nothing.' }).waitFor();
      expect(await visit.page.locator('.notice', { hasText: 'Owner approved this' }).count()).toBe(1);
      await visit.card('Run “Deliver”?').waitFor();
      expect(model.calls.get('Stage revise')).toBe(1);
    },
  );
});

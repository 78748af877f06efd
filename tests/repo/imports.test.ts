import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { refuseImport } from '../../eslint/import-directions.js';
import { isCode, listFiles, readText } from './tree.ts';

/** What a file imports: static, dynamic, re-exported and type-only alike. */
const importsOf = (text: string): string[] =>
  ts.preProcessFile(text, true, true).importedFiles.map((it) => it.fileName);

const refusalsIn = (file: string, text: string): string[] =>
  importsOf(text).flatMap((specifier) => {
    const refusal = refuseImport(file, specifier);
    return refusal === undefined ? [] : [`${file} imports ${specifier}: ${refusal}`];
  });

describe('import directions', () => {
  it('hold for every file', () => {
    const files = listFiles().filter(isCode);
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => refusalsIn(file, readText(file)))).toEqual([]);
  });

  it.each([
    ['src/core/run/decide.ts', `import { db } from '../../../db/client.ts';`],
    ['src/core/run/decide.ts', `import type { Bot } from '../../bots/bot.ts';`],
    ['src/core/run/decide.ts', `import { readFile } from 'node:fs/promises';`],
    ['src/core/run/decide.ts', `import { Queue } from 'bullmq';`],
    ['src/core/run/decide.ts', `const { config } = await import('../../config.ts');`],
    ['src/intents/start.ts', `import { runs } from '../../db/runs.ts';`],
    ['src/agents/writer.ts', `export { post } from '../bots/bot.ts';`],
    ['src/bots/slack/bot.ts', `import { render } from '../discord/render.ts';`],
    ['src/bots/commands/run.ts', `import { render } from '../slack/render.ts';`],
    ['src/bots/console/page.tsx', `export * from '../slack/render.ts';`],
    ['src/jobs/worker.ts', `import { config } from '../config.ts';`],
    ['src/api/server.ts', `import { start } from '../main.ts';`],
    ['src/cli/doctor.ts', `import { client } from '../../db/client.ts';`],
    ['src/main.ts', `import { fakeSlack } from '../tests/fakes/slack.ts';`],
    ['db/runs.ts', `import { worker } from '../src/jobs/worker.ts';`],
    ['tests/fakes/slack.ts', `import { limits } from '../../src/bots/slack/limits.ts';`],
    ['tests/fakes/discord/rest/api.ts', `import { pace } from '../../slack/web/pace.ts';`],
  ])('refuse, in %s: %s', (file, text) => {
    expect(refusalsIn(file, text)).toHaveLength(1);
  });

  it.each([
    ['src/core/run/decide.ts', `import { isActive } from './run.ts';`],
    ['src/core/run/decide.ts', `import type { Ask } from '../ask/ask.ts';`],
    ['src/core/ledger/seal.ts', `import { createHash } from 'node:crypto';`],
    ['src/core/project/definition.ts', `import { z } from 'zod';`],
    ['src/bots/slack/bot.ts', `import type { Bot } from '../bot.ts';`],
    ['src/bots/slack/bot.ts', `import { decide } from '../../core/run/decide.ts';`],
    ['src/jobs/worker.ts', `import { Worker } from 'bullmq';`],
    ['src/main.ts', `import { slackBot } from './bots/slack/bot.ts';`],
    ['src/main/wiring.ts', `import { config } from '../config.ts';`],
    ['db/runs.ts', `import type { RunState } from '../src/core/run/state.ts';`],
    ['tests/e2e/run.test.ts', `import { start } from '../../src/main.ts';`],
    ['tests/fakes/slack.ts', `import { payload } from '../fixtures/slack.ts';`],
    ['tests/fakes/discord/rest/api.ts', `import { clock } from '../../clock.ts';`],
  ])('allow, in %s: %s', (file, text) => {
    expect(refusalsIn(file, text)).toEqual([]);
  });
});

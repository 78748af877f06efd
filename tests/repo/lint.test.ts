import path from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

/** Of types, rules ask about these three files alone: to read the whole program took the compiler as long as all else here. */
const parserOptions = {
  ...{ projectService: false, project: 'tests/fixtures/lint/tsconfig.json' },
  // Each text is another than the file's, also in CI.
  disallowAutomaticSingleRunInference: true,
};
const eslint = new ESLint({
  cwd: path.resolve(import.meta.dirname, '../..'),
  overrideConfig: { languageOptions: { parserOptions } },
});

/** The rules that a text would break if it stood in this file, which exists: rules with types ask the compiler about it. */
async function rulesBroken(file: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: file });
  return result?.messages.map((message) => message.ruleId) ?? [];
}

const inCore = 'src/core/run/run.ts';
const inDatabase = 'db/embedded/start.ts';
const inTests = 'tests/repo/tree.ts';
const syntax = 'no-restricted-syntax';

describe('lint', () => {
  // For the first text the compiler reads all that these files import, which takes a starved machine longer than a test may.
  beforeAll(async () => void (await rulesBroken(inCore, 'export {};')), 180_000);

  it.each([
    [inCore, syntax, 'export const now = Date.now();'],
    [inCore, syntax, 'export const now = new Date();'],
    [inCore, syntax, 'export const chance = Math.random();'],
    [inCore, syntax, `import { randomUUID } from 'node:crypto';\nexport const id = (): string => randomUUID();`],
    [inCore, syntax, 'export const home = process.env.HOME;'],
    [inCore, 'wheelhouse/import-directions', `export type { Sql } from 'postgres';`],
    [inCore, '@typescript-eslint/no-floating-promises', 'Promise.resolve(1);'],
    [
      inCore,
      '@typescript-eslint/switch-exhaustiveness-check',
      `export function word(x: 'a' | 'b'): void {\n  switch (x) {\n    case 'a':\n      return;\n  }\n}`,
    ],
    [inDatabase, syntax, 'export const home = process.env.HOME;'],
    [inDatabase, syntax, `import { env } from 'node:process';\nexport const home = env.HOME;`],
    [inDatabase, 'max-lines', 'export {};\n'.repeat(301)],
    [inTests, syntax, `import { vi } from 'vitest';\nvi.mock('../setup/needs.ts');`],
    [inTests, syntax, `import { vi } from 'vitest';\nvi.spyOn(console, 'log');`],
  ])('refuses, in %s, by %s: %s', async (file, rule, text) => {
    expect(await rulesBroken(file, text)).toContain(rule);
  });

  it.each([
    [inCore, 'export const then = new Date(0);'],
    [inDatabase, 'export const now = Date.now();'],
    [inTests, 'export const home = process.env.HOME;'],
  ])('allows, in %s: %s', async (file, text) => {
    expect(await rulesBroken(file, text)).toEqual([]);
  });
});

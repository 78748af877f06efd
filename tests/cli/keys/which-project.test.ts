import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createProjects } from '../../../db/projects.ts';
import { project } from '../../db/sample.ts';
import { freshStore } from '../../db/store.ts';
import { command } from '../command.ts';

const store = freshStore();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-keys-'));
  for (const id of ['film-treatment', 'release-notes'])
    await createProjects(store.client).put({ project: { ...project, project: id }, folder: `/tmp/${id}` });
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => command([...args, '--data', folder], { DATABASE_URL: store.url });

it('names the option where there are several projects', { timeout: 120_000 }, async () => {
  expect(await run('keys', 'create', 'nightly', '--may', 'view')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Say which with --project: '),
  });
});

it('makes a key by the command with which the page of the HTTP API begins', { timeout: 120_000 }, async () => {
  const page = readFileSync(new URL('../../../docs/reference/http-api.md', import.meta.url), 'utf8');
  const words = /^npm run wheelhouse -- (keys create .+)$/m.exec(page)?.[1]?.split(' ') ?? [];
  expect(await run(...words)).toMatchObject({ code: 0, out: expect.stringMatching(/^wh_/) });
});

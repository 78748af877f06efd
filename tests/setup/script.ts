import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { bundle } from '../e2e/kill/build.ts';

const top = path.resolve(import.meta.dirname, '../..');

/**
 * A script beside a test that starts many processes of it, as one file of plain JavaScript: from its sources, each start would take
 * a second of a processor more. Made before the first `beforeAll` of the file, deleted after its last `afterAll`.
 */
export function builtScript(source: URL): { readonly file: string } {
  let folder: string | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-script-'));
    // For tests that start it as another user.
    await chmod(folder, 0o755);
    await bundle({ folder, entryPoints: { script: fileURLToPath(source) }, home: top, alter: (text) => text });
  });
  afterAll(() => folder && rm(folder, { recursive: true, force: true }));
  return {
    get file() {
      if (folder === undefined) throw new Error('The script is made in beforeAll: start it in a hook or in a test.');
      return path.join(folder, 'script.js');
    },
  };
}

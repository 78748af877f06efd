import { readFileSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdFolder } from '../../../../src/agents/agent/workspace/opened.ts';
import { readText } from '../../../../src/agents/agent/workspace/read-text.ts';
import { isRefused } from '../../../../src/agents/agent/workspace/refused.ts';
import { findPlace } from '../../../../src/agents/agent/workspace/workspace.ts';
import { Bench } from '../tools/bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
  bench.put({ 'src/secret.txt': 'ours\n' });
});
afterEach(() => bench.remove());

/** Between a look and a use: where the folder stood, there is a link that leads out. */
function trade(): void {
  renameSync(bench.at('src'), bench.at('src-before'));
  symlinkSync(bench.outside, bench.at('src'));
}

describe.skipIf(process.platform !== 'linux')('a folder that is traded for a link in the moment before its use', () => {
  it('is not read from', async () => {
    const place = await findPlace(await bench.workspace(), 'src/secret.txt');
    if (isRefused(place)) throw new Error(place.refused);
    trade();
    expect(readFileSync(place.at, 'utf8'), 'a tool without the guard reads it').toBe('canary\n');
    expect(await readText(place)).toEqual({
      refused: 'src/secret.txt was put in another place while it was looked for. Try again.',
    });
  });

  it('is written to where it is then, and the other folder is left alone', async () => {
    const held = await holdFolder(bench.at('src'), 'src/new.txt');
    if (isRefused(held)) throw new Error(held.refused);
    trade();
    writeFileSync(held.path('new.txt'), 'new\n');
    await held.close();
    expect(readdirSync(bench.at('src-before'))).toEqual(['new.txt', 'secret.txt']);
    expect(readdirSync(bench.outside)).toEqual(['secret.txt']);
    writeFileSync(path.join(bench.at('src'), 'new.txt'), 'new\n');
    expect(readdirSync(bench.outside), 'a tool without the guard writes there').toContain('new.txt');
  });

  it('is not taken for the folder that was meant', async () => {
    bench.put({ 'src/deep/a.js': '' });
    trade();
    await expect(holdFolder(bench.at('src'), 'src/a.js')).rejects.toThrow(/ELOOP|ENOTDIR/);
    const held = await holdFolder(bench.at('src-before/deep'), 'a.js');
    if (isRefused(held)) throw new Error(held.refused);
    await held.close();
    symlinkSync('src-before', bench.at('other'));
    expect(await holdFolder(bench.at('other/deep'), 'other/deep/a.js')).toHaveProperty('refused');
  });
});

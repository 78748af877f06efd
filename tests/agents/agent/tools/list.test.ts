import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listTool } from '../../../../src/agents/agent/tools/list.ts';
import { OpenBoundary } from '../../stage.ts';
import { Bench, callOf, use } from './bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});
afterEach(() => bench.remove());

const list = async (input: object = {}): Promise<string> => use(listTool(await bench.workspace()), input);

const numbered = (count: number, name: (number: number) => string): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, number) => [name(number), 'x']));

describe('list', () => {
  it('names all files and folders with their paths, and what it does not open', async () => {
    bench.put({ 'src/b/c.js': '', 'src/a.js': '', '.env': '', '.git/HEAD': '', 'lib/node_modules/x/index.js': '' });
    expect(await list()).toBe(
      [
        '.: 8 entries',
        '',
        '.env',
        '.git/ (left out)',
        'lib/',
        'lib/node_modules/ (left out)',
        'src/',
        'src/a.js',
        'src/b/',
        'src/b/c.js',
      ].join('\n'),
    );
  });

  it('opens installed packages for whoever names one', async () => {
    bench.put({ 'node_modules/x/index.js': '', 'node_modules/x/node_modules/y/index.js': '' });
    expect(await list({ path: 'node_modules/x' })).toBe(
      'node_modules/x: 2 entries\n\nnode_modules/x/index.js\nnode_modules/x/node_modules/ (left out)',
    );
  });

  it('shows the nearest of a large tree, and says which folders it did not open', async () => {
    bench.put(numbered(600, (number) => `a/b/${number}.js`));
    bench.put(numbered(498, (number) => `c/${number}.js`));
    const lines = (await list()).split('\n');
    expect(lines[0]).toBe('.: the first 500 entries, and there are more: list a folder of it');
    expect(lines).toHaveLength(502);
    expect(lines).toContain('a/b/ (not opened here)');
    expect(lines).toContain('c/497.js');
    const deep = (await list({ path: 'a/b' })).split('\n');
    expect(deep).toHaveLength(502);
    expect(deep[0]).toContain('there are more');
  });

  it('stays short where names are long', async () => {
    bench.put(numbered(300, (number) => `${'long-'.repeat(40)}${number}`));
    const text = await list();
    expect(text).toMatch(/^\.: the first 14\d entries, and there are more/);
    expect(text.length).toBeLessThan(31_000);
  });

  it('writes strange names in one line', async () => {
    bench.put({ 'a\nb\u001b[2J.js': '' });
    expect(await list()).toBe('.: 1 entry\n\na\\x0ab\\x1b[2J.js');
  });

  it('tells what is no folder, what does not exist, and what an empty one holds', async () => {
    bench.put({ 'a.js': '' });
    expect(await list({ path: 'a.js' })).toBe('Not done: a.js is not a folder.');
    expect(await list({ path: 'b' })).toBe('Not done: b does not exist.');
    expect(await list({ path: 'a.js/b' })).toBe('Not done: a.js/b leads through something that is not a folder.');
    expect(await list({ path: 'x'.repeat(300) })).toMatch(/is too long a name\.$/);
  });

  it('shows people the folder, and stops when it is told to', async () => {
    const tool = listTool(await bench.workspace());
    expect(callOf(tool, { path: './src/../' })).toMatchObject({ tool: 'list', shown: '.', about: null });
    const boundary = new OpenBoundary();
    boundary.controller.abort();
    await expect(use(tool, {}, boundary)).rejects.toThrow('aborted');
  });
});

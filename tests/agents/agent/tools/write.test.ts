import { chmodSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeTool } from '../../../../src/agents/agent/tools/write.ts';
import { Bench, callOf, use } from './bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});
afterEach(() => bench.remove());

const write = async (path: string, content: string): Promise<string> =>
  use(writeTool(await bench.workspace()), { path, content });

const textOf = (name: string): string => readFileSync(bench.at(name), 'utf8');

describe('write', () => {
  it('writes a new file with its folders, and another text in place of the first', async () => {
    expect(await write('src/deep/a.js', 'öne\n')).toBe('Wrote src/deep/a.js: 5 bytes, a new file.');
    expect(textOf('src/deep/a.js')).toBe('öne\n');
    expect(await write('./src/deep/../deep/a.js', '')).toBe('Wrote src/deep/a.js: 0 bytes, in place of 5 bytes.');
    expect(textOf('src/deep/a.js')).toBe('');
    expect(readdirSync(bench.at('src/deep')), 'nothing else is left').toEqual(['a.js']);
  });

  it('keeps every character, line end and mark as it was given', async () => {
    const text = '\ufeffone\r\ntwo\u001b[1m \u202e𝒳\n\n';
    await write('a.txt', text);
    expect(textOf('a.txt')).toBe(text);
  });

  it('keeps the mode of a file', async () => {
    bench.put({ 'run.sh': '#!/bin/sh\n' });
    chmodSync(bench.at('run.sh'), 0o751);
    await write('run.sh', 'exit 1\n');
    expect(statSync(bench.at('run.sh')).mode & 0o7777).toBe(0o751);
  });

  it('replaces a file at once: nobody reads half of it', async () => {
    bench.put({ 'a.txt': 'old' });
    const before = statSync(bench.at('a.txt')).ino;
    await write('a.txt', 'new');
    expect(statSync(bench.at('a.txt')).ino, 'it is another file').not.toBe(before);
  });

  it.each([
    ['a folder', 'src', 'src is a folder.'],
    ['the workspace itself', '.', '. is a folder.'],
    ['below a file', 'a.txt/b.txt', 'a.txt/b.txt leads through something that is not a folder.'],
    ['under a name that is too long', 'x'.repeat(300), `${'x'.repeat(300)} is too long a name.`],
  ])('does not write %s', async (_, path, problem) => {
    bench.put({ 'a.txt': 'old', 'src/b.txt': '' });
    expect(await write(path, 'new')).toBe(`Not done: ${problem}`);
    expect(readdirSync(bench.folder)).toEqual(['a.txt', 'src']);
  });

  it('asks nobody about what could not be written anyway', async () => {
    const tool = writeTool(await bench.workspace());
    expect(tool.call({ path: 'a.txt', content: 'x'.repeat(100_000) })).toEqual({
      refused: '100,000 characters are more than the 100,000 that can be written at once.',
    });
    expect(tool.call({ path: 'a.txt', content: 'a\0b' })).toHaveProperty('refused');
    expect(tool.call({ path: 'a.txt', content: '\ud800' })).toHaveProperty('refused');
    expect(tool.call({ path: '../a.txt', content: 'x' })).toHaveProperty('refused');
  });

  it('shows people the path and all of the text, and each difference between two calls', async () => {
    const tool = writeTool(await bench.workspace());
    expect(callOf(tool, { path: './src/a.js', content: 'one\n\ntwo\n' })).toEqual({
      tool: 'write',
      shown: 'src/a.js\n\none\n\ntwo\n',
      about: 'src/a.js',
      question: null,
      proposal: null,
    });
    const others = [
      { path: 'src/a.js', content: 'one\n\ntwo' },
      { path: 'src/a.js ', content: 'one\n\ntwo\n' },
      { path: 'src/a.js', content: '\none\n\ntwo\n' },
    ];
    const shown = new Set(others.map((it) => callOf(tool, it).shown));
    expect(shown.size).toBe(3);
    expect(shown).not.toContain('src/a.js\n\none\n\ntwo\n');
  });
});

import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editTool } from '../../../../src/agents/agent/tools/edit.ts';
import { Bench, callOf, use } from './bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
  bench.put({ 'src/a.js': 'one\ntwo\nthree\n' });
});
afterEach(() => bench.remove());

const edit = async (old_text: string, new_text: string, path = 'src/a.js'): Promise<string> =>
  use(editTool(await bench.workspace()), { path, old_text, new_text });
const textOf = (name = 'src/a.js'): string => readFileSync(bench.at(name), 'utf8');

describe('edit', () => {
  it('puts one passage in another’s place, and leaves every other letter as it was', async () => {
    expect(await edit('two\n', 'zwei\n2\n')).toBe('Changed src/a.js.');
    expect(textOf()).toBe('one\nzwei\n2\nthree\n');
    expect(await edit('zwei\n2\n', '')).toBe('Changed src/a.js.');
    expect(textOf()).toBe('one\nthree\n');
    bench.put({ 'b.txt': '\ufeffone\r\ntwo\u001b[1m $& 𝒳' });
    await edit('two', '$& $1 $`', 'b.txt');
    expect(textOf('b.txt')).toBe('\ufeffone\r\n$& $1 $`\u001b[1m $& 𝒳');
  });

  it('keeps the mode of a file', async () => {
    chmodSync(bench.at('src/a.js'), 0o750);
    await edit('two', '2');
    expect(statSync(bench.at('src/a.js')).mode & 0o7777).toBe(0o750);
  });

  it.each<[where: string, content: string, change: [old: string, put: string], problem: string]>([
    ['more than once', 'aba ab', ['ab', 'c'], 'stands in src/a.js more than once'],
    ['twice, one over the other', 'aaa', ['aa', 'b'], 'more than once'],
    ['nowhere', 'one', ['two', '2'], 'does not stand in src/a.js, letter for letter. Read the file again.'],
    ['with other line ends', 'one\r\ntwo', ['one\ntwo', '1'], 'letter for letter. Its lines end in CRLF.'],
    ['not any more', 'x = 2', ['x = 1', 'x = 2'], 'What was to be put in its place stands there already.'],
    ['there again afterwards', 'aab', ['ab', 'b'], 'the same text would stand in src/a.js again'],
  ])('changes nothing where the passage stands %s', async (_, content, change, problem) => {
    bench.put({ 'src/a.js': content });
    const result = await edit(...change);
    expect(result).toMatch(/^Not done: /);
    expect(result).toContain(problem);
    expect(textOf()).toBe(content);
  });

  it.each([
    ['what is not there', 'b.js', 'b.js does not exist.'],
    ['a folder', 'src', 'src is a folder.'],
    ['what is no text', 'c.png', 'c.png is not text'],
    ['the file that a link leads to', 'link.js', 'link.js is a link: name the file that it leads to.'],
    ['a file behind a link', 'other/a.js', 'leads through a link'],
    ['what lies outside', '../workspace-2/secret.txt', 'lies outside of the workspace'],
    ['a file of git', '.git/config', 'is git’s own'],
  ])('does not change %s', async (_, path, problem) => {
    bench.put({ 'c.png': Buffer.from([0, 1]), '.git/config': 'two' });
    symlinkSync('src/a.js', bench.at('link.js'));
    symlinkSync('src', bench.at('other'));
    const result = await edit('two', '2', path);
    expect(result.replaceAll("'", '’')).toContain(problem);
    expect(result).toMatch(/^Not done: /);
    expect(textOf()).toContain('two');
  });

  it('may be done again only where that changes nothing', async () => {
    const tool = editTool(await bench.workspace());
    expect(tool.repeatable({ path: 'a', old_text: 'two', new_text: '2' })).toBe(true);
    expect(tool.repeatable({ path: 'a', old_text: 'two', new_text: 'two\nand a half' })).toBe(false);
  });

  it('shows people all that it takes out and puts in, and each difference between two calls', async () => {
    const tool = editTool(await bench.workspace());
    expect(callOf(tool, { path: './src/a.js', old_text: 'one\ntwo', new_text: '1\n\n2' })).toMatchObject({
      tool: 'edit',
      about: 'src/a.js',
      shown: 'src/a.js\n\n- one\n- two\n+ 1\n+ \n+ 2',
    });
    const pairs = ['a', 'a\n', 'a\n+ b', '+ b', '\n', ' a'].flatMap((old) =>
      ['', 'b', 'b\n', '\n\n', 'c\n+ b'].map((put) => [old, put]),
    );
    const shown = pairs.map(([old_text, new_text]) => callOf(tool, { path: 'a', old_text, new_text }).shown);
    expect(new Set(shown).size).toBe(pairs.length);
  });

  it('asks nobody about what would change nothing, or could not be shown', async () => {
    const tool = editTool(await bench.workspace());
    const refused = (old_text: string, new_text: string) => tool.call({ path: 'src/a.js', old_text, new_text });
    expect(refused('a', 'a')).toEqual({ refused: 'Both texts are the same.' });
    expect(refused('a', 'b\0')).toHaveProperty('refused');
    expect(refused('\ud800', 'b')).toHaveProperty('refused');
    expect(refused('a', 'x'.repeat(100_000))).toHaveProperty('refused');
  });
});

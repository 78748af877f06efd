import { truncateSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchTool } from '../../../../src/agents/agent/tools/search.ts';
import type { Tool } from '../../../../src/agents/agent/tools/tool.ts';
import { search as searchIn } from '../../../../src/agents/agent/workspace/search.ts';
import { isRefused } from '../../../../src/agents/agent/workspace/refused.ts';
import { findPlace, type Place } from '../../../../src/agents/agent/workspace/workspace.ts';
import { OpenBoundary, until } from '../../stage.ts';
import { Bench, callOf, use } from './bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});
afterEach(() => bench.remove());

const search = async (input: object): Promise<string> => use(searchTool(await bench.workspace()), input);

async function placeOf(name: string): Promise<Place> {
  const place = await findPlace(await bench.workspace(), name);
  if (isRefused(place)) throw new Error(place.refused);
  return place;
}

const wanted = { pattern: /(x+x+)+y/, ending: '', most: 10, seconds: 1 };

/** As far as the universe is concerned, this never ends on thirty of its letters. */
const slow = { text: '(x+x+)+y', regular_expression: true };

describe('search', () => {
  it('finds the lines that hold a text, and says what it looked through', async () => {
    bench.put({ 'src/a.js': 'one\nfind (me)\n', 'b.md': 'find (me)\r\nnot me\r\n', 'c.md': 'nothing' });
    expect(await search({ text: 'find (me)' })).toBe(
      '"find (me)" in .: 2 lines in 3 files that were searched.\n\nb.md:1: find (me)\nsrc/a.js:2: find (me)',
    );
    expect(await search({ text: 'find (me)', path: 'src' })).toContain('1 line in 1 file that');
    expect(await search({ text: 'find (me)', path: 'b.md' })).toContain('\n\nb.md:1: find');
    expect(await search({ text: 'absent' })).toBe('"absent" in .: 0 lines in 3 files that were searched.');
  });

  it('takes a text as it stands, and a regular expression as what it is', async () => {
    bench.put({ 'a.txt': 'a.c\nabc\n\\d\n7-8\nÄrger\n' });
    const linesOf = async (input: object): Promise<string[]> => (await search(input)).split('\n').slice(2);
    expect(await linesOf({ text: 'a.c' })).toEqual(['a.txt:1: a.c']);
    expect(await linesOf({ text: '\\d' })).toEqual(['a.txt:3: \\d']);
    expect(await linesOf({ text: 'a.c', regular_expression: true })).toEqual(['a.txt:1: a.c', 'a.txt:2: abc']);
    expect(await linesOf({ text: '^\\d\\-\\d$', regular_expression: true })).toEqual(['a.txt:4: 7-8']);
    expect(await linesOf({ text: '^\\p{Lu}', regular_expression: true })).toEqual(['a.txt:5: Ärger']);
    expect(await linesOf({ text: 'ärger', ignore_case: true })).toEqual(['a.txt:5: Ärger']);
    expect(await linesOf({ text: 'ärger' })).toEqual([]);
  });

  it('says why an expression is none, before it begins', async () => {
    const tool: Tool = searchTool(await bench.workspace());
    expect(tool.call(tool.input.parse({ text: 'a\nb' }))).toHaveProperty('refused');
    expect(tool.call(tool.input.parse({ text: '(a', regular_expression: true }))).toEqual({
      refused: 'Invalid regular expression: /(a/: Unterminated group.',
    });
  });

  it('leaves out what git keeps and what npm installs, and says so', async () => {
    bench.put({ '.git/config': 'word', 'node_modules/x/a.js': 'word', 'lib/node_modules/y/b.js': 'word', 'c.js': '' });
    expect(await search({ text: 'word' })).toBe(
      '"word" in .: 0 lines in 1 file that were searched.\nLeft out: .git, node_modules, lib/node_modules.',
    );
    expect(await search({ text: 'word', path: 'node_modules/x' })).toContain('node_modules/x/a.js:1: word');
  });

  it('counts the files that it could not search, and says of one that was named why', async () => {
    bench.put({ 'a.png': Buffer.from([0, 1]), 'b.txt': Buffer.from('möchte', 'latin1'), 'c.log': '' });
    truncateSync(bench.at('c.log'), 1024 ** 3);
    expect(await search({ text: 'x' })).toContain('3 files could not be searched: no text in UTF-8, too large');
    expect(await search({ text: 'x', path: 'a.png' })).toBe('Not done: a.png is not text: it holds bytes of zero.');
    expect(await search({ text: 'x', ending: '.md' })).not.toContain('could not');
  });

  it('shows at most 200 lines, long ones around what was found, and says that there may be more', async () => {
    bench.put({ 'a.js': 'word\n'.repeat(150), 'b.js': 'word\n'.repeat(150), 'c.js': 'word\n' });
    const text = await search({ text: 'word' });
    expect(text.split('\n').filter((it) => /^[ab]\.js:/.test(it))).toHaveLength(200);
    expect(text).toMatch(/200 lines in 2 files that were searched\.\nThere may be more lines/);
    bench.put({ 'min.js': `${'a'.repeat(200_000)}word${'b'.repeat(200_000)}` });
    const line = (await search({ text: 'word', path: 'min.js' })).split('\n')[2]!;
    expect(line).toMatch(/^min\.js:1: …a{80}wordb{216}…$/);
    bench.put(Object.fromEntries(Array.from({ length: 200 }, (_, it) => [`long/${it}.js`, `word${'c'.repeat(400)}`])));
    const long = await search({ text: 'word', path: 'long' });
    expect(long.length).toBeLessThan(31_000);
    expect(long).toContain('There may be more lines');
  });

  it('gives up a pattern that takes too long, tells where, and keeps what it had found until then', async () => {
    bench.put({ 'a.txt': 'xxy\n', 'b.txt': `${'x'.repeat(60)}\n`, 'c.txt': 'xxy\n' });
    const begun = performance.now();
    expect(await searchIn(await placeOf('.'), wanted, new OpenBoundary().signal)).toMatchObject({
      hits: [{ file: 'a.txt', line: 1 }],
      files: 1,
      ended: { by: 'time', in: 'b.txt' },
    });
    expect(performance.now() - begun).toBeGreaterThan(900);
  });

  it('ends such a pattern when the stage is ended, and lets everything else go on meanwhile', async () => {
    bench.put({ 'b.txt': `${'x'.repeat(60)}\n` });
    const boundary = new OpenBoundary();
    const working = use(searchTool(await bench.workspace()), slow, boundary);
    let turns = 0;
    // Far fewer than a second of them, after which it gives up by itself.
    await until(() => (turns += 1) > 5, 'other work to be done beside it');
    boundary.controller.abort();
    await expect(working).rejects.toThrow('aborted');
  });

  it('says what is wrong with an expression where that is found out only when it is used', async () => {
    bench.put({ 'a.txt': 'a' });
    const pattern = { source: '(', flags: '' } as RegExp;
    expect(await searchIn(await placeOf('.'), { ...wanted, pattern }, new OpenBoundary().signal)).toEqual({
      refused: "The pattern can't be used: Invalid regular expression: /(/: Unterminated group.",
    });
  });

  it('shows people what is looked for, and where', async () => {
    const tool = searchTool(await bench.workspace());
    expect(callOf(tool, { text: 'a "b"', path: 'src' }).shown).toBe('"a \\"b\\"" in src');
    expect(callOf(tool, { ...slow, ignore_case: true, ending: '.ts' }).shown).toBe(
      '/(x+x+)+y/ in any case, files ending in ".ts", in .',
    );
  });
});

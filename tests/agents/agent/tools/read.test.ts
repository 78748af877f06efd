import { truncateSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTool } from '../../../../src/agents/agent/tools/read.ts';
import { Bench, callOf, use } from './bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});
afterEach(() => bench.remove());

const read = async (content: string | Buffer, input: object = {}): Promise<string> => {
  bench.put({ 'a.txt': content });
  return use(readTool(await bench.workspace()), { path: 'a.txt', ...input });
};

const numbers = (count: number): string => Array.from({ length: count }, (_, at) => `line ${at + 1}\n`).join('');

describe('read', () => {
  it.each([
    ['one\ntwo\n', 'all of its 2 lines'],
    ['one\n\n', 'all of its 2 lines'],
    ['one\ntwo', 'all of its 2 lines; no line end after the last line'],
    ['one\r\ntwo\r\n', 'all of its 2 lines; its lines end in CRLF'],
    ['\ufefföne 𝒳\n', 'all of its 1 line'],
  ])('gives a text exactly as it is, and says what cannot be seen: %j', async (text, head) => {
    expect(await read(text)).toBe(`a.txt: ${head}\n\n${text}`);
  });

  it('gives the lines that were asked for, and says where to go on', async () => {
    expect(await read(numbers(9), { from_line: 4, lines: 2 })).toBe(
      'a.txt: lines 4–5 of 9; go on with from_line 6\n\nline 4\nline 5\n',
    );
    expect(await read(numbers(9), { from_line: 8 })).toBe('a.txt: lines 8–9 of 9\n\nline 8\nline 9\n');
    expect(await read(numbers(9), { lines: 100 })).toContain('all of its 9 lines');
    expect(await read(numbers(9), { from_line: 10 })).toBe('Not done: a.txt has only 9 lines.');
    expect(await read('')).toBe('a.txt: an empty file');
  });

  it('gives a long text in parts that together are all of it', async () => {
    const text = numbers(12_000);
    let whole = '';
    let parts = 0;
    for (let next: string | undefined = '1'; next !== undefined; parts += 1) {
      const part: string = await read(text, { from_line: Number(next) });
      expect(part.length).toBeLessThan(30_100);
      whole += part.slice(part.indexOf('\n\n') + 2);
      next = /go on with from_line (\d+)/.exec(part)?.[1];
    }
    expect(parts).toBe(5);
    expect(whole).toBe(text);
  });

  it('gives the beginning of a line that is longer than there is room for, and says how much it cut', async () => {
    const text = await read(`${'𝒳'.repeat(50_000)}\nnext\n`);
    expect(text).toMatch(
      /^a\.txt: lines 1–1 of 2; go on with from_line 2\n\n𝒳+\n\[… 70,001 characters of this line cut here …\]\n$/u,
    );
  });

  it.each([
    ['with bytes of zero', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'a.txt is not text: it holds bytes of zero.'],
    ['in another encoding', Buffer.from('möchte', 'latin1'), 'a.txt is not text in UTF-8.'],
  ])('refuses a file %s', async (_, bytes, problem) => {
    expect(await read(bytes)).toBe(`Not done: ${problem}`);
  });

  it('refuses a file of a hundred gigabytes at once', async () => {
    bench.put({ 'huge.txt': '' });
    truncateSync(bench.at('huge.txt'), 100 * 1024 ** 3);
    const tool = readTool(await bench.workspace());
    expect(await use(tool, { path: 'huge.txt' })).toBe(
      'Not done: huge.txt is larger than 4,194,304 bytes, the most that is read.',
    );
  });

  it('says of a folder to list it', async () => {
    bench.put({ 'src/a.js': '' });
    expect(await use(readTool(await bench.workspace()), { path: 'src' })).toBe(
      'Not done: src is a folder: list it instead.',
    );
  });

  it('shows people which lines', async () => {
    const tool = readTool(await bench.workspace());
    expect(callOf(tool, { path: './a.txt' }).shown).toBe('a.txt');
    expect(callOf(tool, { path: 'a.txt', from_line: 3 }).shown).toBe('a.txt, from line 3');
    expect(callOf(tool, { path: 'a.txt', from_line: 3, lines: 2 }).shown).toBe('a.txt, lines 3–4');
  });
});

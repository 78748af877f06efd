import { describe, expect, it } from 'vitest';
import { type DiffLine, diffTexts } from '../../../../../src/bots/console/pages/runs/diff.ts';

const drawn = (lines: DiffLine[] | null): string[] =>
  (lines ?? []).map((line) =>
    line.change === 'skipped'
      ? `… ${line.lines}`
      : `${{ same: ' ', added: '+', removed: '-' }[line.change]}${line.pieces.map((it) => (it.marked ? `[${it.text}]` : it.text)).join('')}`,
  );
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `line ${index + 1}`);

describe('what changed between two texts', () => {
  it('is told line by line, with the words marked that differ', () => {
    expect(drawn(diffTexts('one\nthe keeper climbs\nthree', 'one\nthe old keeper climbs\nthree'))).toEqual([
      ' one',
      '-the keeper climbs',
      '+the [old ]keeper climbs',
      ' three',
    ]);
  });

  it('pairs the lines of a block in their order, and leaves the rest whole', () => {
    expect(drawn(diffTexts('a red fox\na blue fox', 'a green fox\na white fox\nand a wolf'))).toEqual([
      '-a [red] fox',
      '-a [blue] fox',
      '+a [green] fox',
      '+a [white] fox',
      '+and a wolf',
    ]);
  });

  it('numbers the lines of both', () => {
    const lines = diffTexts('one\ntwo', 'zero\none\ntwo') ?? [];
    expect(lines.map((it) => (it.change === 'skipped' ? null : [it.before, it.after]))).toEqual([
      [null, 1],
      [1, 2],
      [2, 3],
    ]);
  });

  it('leaves out long stretches that both have, and says how long they are', () => {
    const before = numbered(40);
    const after = before.map((line, index) => (index === 19 ? 'another' : line));
    expect(drawn(diffTexts(before.join('\n'), after.join('\n')))).toEqual([
      '… 16',
      ...numbered(40)
        .slice(16, 19)
        .map((line) => ` ${line}`),
      '-[line 20]',
      '+[another]',
      ...numbered(40)
        .slice(20, 23)
        .map((line) => ` ${line}`),
      '… 17',
    ]);
  });

  it('takes a last line for the same whether a newline follows it or not', () => {
    expect(drawn(diffTexts('one', 'one\ntwo'))).toEqual([' one', '+two']);
    expect(drawn(diffTexts('', 'one'))).toEqual(['+one']);
    expect(drawn(diffTexts('one\n', ''))).toEqual(['-one']);
  });

  it('puts every line of both texts somewhere', () => {
    const before = 'a\nb\nc\nd\ne'.split('\n');
    const after = 'b\nx\nd\ny\nz\ne'.split('\n');
    const lines = diffTexts(before.join('\n'), after.join('\n')) ?? [];
    const side = (left: 'added' | 'removed') =>
      lines.flatMap((it) =>
        it.change === 'skipped' || it.change === left ? [] : [it.pieces.map(({ text }) => text).join('')],
      );
    expect(side('added')).toEqual(before);
    expect(side('removed')).toEqual(after);
  });

  it('marks the same words for everybody, however busy the server is', () => {
    const line = (index: number): string => `${index} the keeper climbs while the lamp turns`;
    const before = Array.from({ length: 200 }, (_, index) => line(index)).join('\n');
    const after = before.replaceAll('keeper', 'old keeper');
    const marks = drawn(diffTexts(before, after));
    expect(marks.filter((it) => it.includes('[old ]'))).toHaveLength(200);
    // Each look at the clock finds a minute gone: as on a server that has much else to do.
    const { now } = Date;
    let minute = 0;
    Date.now = () => now() + ++minute * 60_000;
    try {
      expect(drawn(diffTexts(before, after))).toEqual(marks);
    } finally {
      Date.now = now;
    }
  });

  it('gives up on texts that have nothing in common before anybody notices', () => {
    const random = (seed: number) =>
      Array.from({ length: 30_000 }, (_, index) => String((index * 7919 + seed * 104_729) % 1_000_003)).join('\n');
    const before = process.cpuUsage();
    expect(diffTexts(random(1), random(2))).toBeNull();
    // Microseconds of a processor.
    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
  });
});

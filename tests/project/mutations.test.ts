import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { formatFaults } from '../../src/project/fault.ts';
import { readProject } from '../../src/project/read.ts';
import { minimal } from './minimal.ts';

const example = (name: string): string =>
  readFileSync(new URL(`../../examples/${name}/project.yaml`, import.meta.url), 'utf8');
const texts = [minimal, example('release-notes'), example('film-treatment')];

/** Reads, and holds the reader to its word: a project, or faults that stand somewhere in the file. */
function outcome(text: string): 'project' | 'faults' {
  const read = readProject(text, 'project.yaml');
  if ('project' in read) return 'project';
  const lines = text.split(/\r\n|\r|\n/).length;
  expect(read.faults.length).toBeGreaterThan(0);
  for (const fault of read.faults) {
    expect(fault.line).toBeGreaterThanOrEqual(1);
    expect(fault.line).toBeLessThanOrEqual(lines);
    expect(fault.column).toBeGreaterThanOrEqual(1);
    expect(fault.message).not.toMatch(/undefined|NaN|\[object/);
  }
  expect(formatFaults(read.faults, 'project.yaml')).toContain('project.yaml:');
  return 'faults';
}

type Path = (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, it]) => pathsOf(it, [...path, key]))];
}

function put(value: unknown, path: Path, to: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== 'object' || value === null) return to;
  const held = value as Record<string | number, unknown>;
  const inside = put(held[key], rest, to);
  if (Array.isArray(value)) return value.map((it: unknown, index) => (index === Number(key) ? inside : it));
  return { ...held, [key]: inside };
}

const piece = fc.constantFrom(
  '[',
  ']',
  '{',
  '}',
  ': ',
  '- ',
  '\n',
  '\t',
  '"',
  "'",
  '&a ',
  '*a',
  '<<: ',
  '#',
  '|',
  '!x ',
  '?',
);

describe('a file that was right, changed somewhere', () => {
  it('is right to begin with', () => {
    expect(texts.map(outcome)).toEqual(['project', 'project', 'project']);
  });

  it('is read or refused, and never throws, whatever character is put in or taken out', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat(40),
        fc.oneof(piece, fc.string()),
        (text, at, cut, put) => {
          const place = at % text.length;
          seen.add(outcome(text.slice(0, place) + put + text.slice(place + (cut % 20 ? 0 : cut))));
        },
      ),
      { numRuns: 1500 },
    );
    expect([...seen].sort()).toEqual(['faults', 'project']);
  }, 120_000);

  it('is read or refused, and never throws, whatever value is put in the place of another', () => {
    const values = texts.map((text) => parse(text) as unknown);
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...values), fc.nat(), fc.oneof(fc.jsonValue(), fc.string()), (value, at, to) => {
        const paths = pathsOf(value);
        seen.add(outcome(stringify(put(value, paths[at % paths.length] ?? [], to))));
      }),
      { numRuns: 1500 },
    );
    expect([...seen].sort()).toEqual(['faults', 'project']);
  }, 120_000);
});

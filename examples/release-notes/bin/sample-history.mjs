/** The history of "tidewatch", a small library that reads tide tables: what the sample repository is made of. */

export const lastRelease = 'Tidewatch 1.0.0: reads a tide table and finds the next high tide.';

const lines = (...text) => `${text.join('\n')}\n`;

const test = (name, ...body) => lines(`test('${name}', () => {`, ...body.map((it) => `  ${it}`), '});');
const testHead = lines(
  "import assert from 'node:assert/strict';",
  "import { test } from 'node:test';",
  "import { nextHigh, nextLow, parse } from '../tidewatch.mjs';",
  '',
  "const table = parse('2025-05-01T03:10Z high 3.1\\n2025-05-01T09:25Z low 0.6\\n2025-05-01T15:40Z high 3.3');",
  '',
);
const tests = {
  high: test('finds the next high tide', "assert.equal(nextHigh(table, new Date('2025-05-01T04:00Z')).metres, 3.3);"),
  low: test('finds the next low tide', "assert.equal(nextLow(table, new Date('2025-05-01T04:00Z')).metres, 0.6);"),
  now: test(
    'counts a tide that is right now',
    "assert.equal(nextHigh(table, new Date('2025-05-01T15:40Z')).metres, 3.3);",
  ),
  feet: test('reads heights in feet', "assert.equal(parse('2025-05-01T03:10Z high 10ft')[0].metres, 3.05);"),
  blank: test(
    'skips blank lines and comments',
    "assert.equal(parse('# Harbour\\n\\n2025-05-01T03:10Z high 3.1\\n').length, 1);",
  ),
};

const code = ({ after, low = false, feet = false, skip = false }) =>
  lines(
    '/** Reads a table: one tide a line, as "time high|low height". */',
    'export function parse(text) {',
    skip
      ? "  const rows = text.split('\\n').filter((row) => row.trim() !== '' && !row.startsWith('#'));"
      : "  const rows = text.trim().split('\\n');",
    '  return rows.map((row) => {',
    "    const [time, kind, height] = row.trim().split(' ');",
    `    return { time: new Date(time), kind, metres: ${feet ? 'metres(height)' : 'Number(height)'} };`,
    '  });',
    '}',
    '',
    ...(feet
      ? [
          'const metres = (height) =>',
          "  height.endsWith('ft') ? Math.round(Number(height.slice(0, -2)) * 30.48) / 100 : Number(height);",
          '',
        ]
      : []),
    `const next = (kind) => (table, now) => table.find((tide) => tide.kind === kind && tide.time ${after} now);`,
    '',
    "export const nextHigh = next('high');",
    low ? "export const nextLow = next('low');" : 'export const nextLow = undefined;',
  );

const manifest = (version) =>
  lines(
    '{',
    '  "name": "tidewatch",',
    `  "version": "${version}",`,
    '  "private": true,',
    '  "type": "module",',
    '  "scripts": { "test": "node --test --test-reporter=spec" }',
    '}',
  );

const readme = (...more) => lines('# Tidewatch', '', 'Reads tide tables and says when the water comes.', ...more);

const suite = (...names) => testHead + names.map((name) => tests[name]).join('\n');

export const history = [
  {
    author: 'Ines Duarte',
    date: '2025-03-02T09:12:00Z',
    message: 'Read a tide table and find the next high tide\n',
    files: {
      'README.md': readme(),
      'package.json': manifest('1.0.0'),
      'tidewatch.mjs': code({ after: '>' }),
      'test/tidewatch.test.mjs': suite('high'),
    },
    tag: 'v1.0.0',
  },
  {
    author: 'Ines Duarte',
    date: '2025-03-14T17:40:00Z',
    message:
      'feat: Find the next low tide\n\nAsked for by people who look for shells: nextLow(table, now) works like nextHigh.\n',
    files: { 'tidewatch.mjs': code({ after: '>', low: true }), 'test/tidewatch.test.mjs': suite('high', 'low') },
  },
  {
    author: 'Jon Aske',
    date: '2025-03-21T08:05:00Z',
    message:
      'fix: Count a tide that is right now\n\nAt the very minute of high water, nextHigh answered with the tide twelve hours later.\n',
    files: {
      'tidewatch.mjs': code({ after: '>=', low: true }),
      'test/tidewatch.test.mjs': suite('high', 'low', 'now'),
    },
  },
  {
    author: 'Priya Nair',
    date: '2025-04-03T19:30:00Z',
    message:
      'feat: Read heights in feet\n\n"10ft" is read as 3.05 metres. Heights without a unit are metres, as before.\n',
    files: {
      'tidewatch.mjs': code({ after: '>=', low: true, feet: true }),
      'test/tidewatch.test.mjs': suite('high', 'low', 'now', 'feet'),
    },
  },
  {
    author: 'Jon Aske',
    date: '2025-04-11T07:55:00Z',
    message:
      'fix: Skip blank lines and comments in a table\n\nA blank line used to become a tide at an invalid time. Lines that start with "#" are comments now.\n',
    files: {
      'tidewatch.mjs': code({ after: '>=', low: true, feet: true, skip: true }),
      'test/tidewatch.test.mjs': suite('high', 'low', 'now', 'feet', 'blank'),
    },
  },
  {
    author: 'Ines Duarte',
    date: '2025-04-12T10:20:00Z',
    message: 'docs: Describe the format of a table\n',
    files: {
      'README.md': readme(
        '',
        'A table has one tide a line: `2025-05-01T03:10Z high 3.1`. Heights are metres, or feet as in `10ft`.',
      ),
      'package.json': manifest('1.1.0'),
    },
  },
];

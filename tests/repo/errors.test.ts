import { describe, expect, it } from 'vitest';
import { findCodes } from './codes.ts';
import { readText } from './tree.ts';

const page = 'docs/reference/errors.md';
const codes = findCodes();

/** What is to be done about the page, in the words of a list of chores; empty when it is right. */
function chores(text: string): string[] {
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  const documented = rows.map((line) => line.split('`')[1] ?? '');
  return [
    ...[...codes]
      .filter(([code]) => !documented.includes(code))
      .map(([code, file]) => `add to ${page}:  | \`${code}\` | what happened | what to do |   (from ${file})`),
    ...documented.filter((code) => !codes.has(code)).map((code) => `take out of ${page}: ${code}, which no source has`),
    ...documented.filter((code, n) => documented.indexOf(code) !== n).map((code) => `keep one row of ${code}`),
    ...rows
      .filter((line) => line.split(/(?<!\\) \| /).length !== 3 || /\|\s+\|/.test(line))
      .map((line) => `write what happened and what to do: ${line}`),
  ];
}

describe('the reference of the errors', () => {
  it('has every code of the sources, and no other, each with what to do', () => {
    expect(chores(readText(page))).toEqual([]);
  });

  it('would notice a code without a row, a row without a code, and a row without a remedy', () => {
    const text = readText(page);
    const renamed = text.replace('| `db-full` |', '| `db-ful` |');
    expect(chores(renamed)).toEqual([
      expect.stringMatching(/^add to .*`db-full`.*db\/error\.ts/),
      expect.stringMatching(/^take out .*db-ful,/),
    ]);
    const [row = ''] = /^\| `db-full`.*$/m.exec(text) ?? [];
    expect(chores(text.replace(row, '| `db-full` | It is full. |  |'))).toHaveLength(1);
  });

  it('finds codes wherever a source can say them', () => {
    const sources: Record<string, string> = {
      'src/a.ts':
        'throw new Error(`bug-one: ${x}`); type C = "db-two"; log.error({}, "door-three: it failed"); const d = "db-";',
      'src/b.tsx': 'const it = <p class="db-class">{new ConfigError("config-four", "…")}</p>;',
      'src/api/c.ts': 'const fault = { status: 500, code: "broken", title: "not_a_code" };',
      'src/core/refusal.ts': 'type R = { refused: "busy"; why: "lease" };',
    };
    const found = findCodes(Object.keys(sources), (file) => sources[file] ?? '');
    expect([...found.keys()]).toEqual(['bug-one', 'db-two', 'door-three', 'config-four', 'broken', 'busy']);
  });
});

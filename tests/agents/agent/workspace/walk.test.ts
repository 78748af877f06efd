import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { walk } from '../../../../src/agents/agent/workspace/walk.ts';
import { Bench } from '../tools/bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});
afterEach(() => bench.remove());

describe('a walk', () => {
  it('says which folder could not be opened, and goes on with the others', async () => {
    bench.put({ 'a/x.js': '', 'b/y.js': '' });
    const opened: string[] = [];
    for await (const folder of walk({ name: '.', at: bench.folder }, new AbortController().signal)) {
      opened.push(`${folder.name} ${folder.closed ? 'closed' : folder.entries.map((it) => it.name).join(' ')}`);
      rmSync(bench.at('a'), { recursive: true, force: true });
    }
    expect(opened).toEqual(['. a b', 'a closed', 'b b/y.js']);
  });

  it('takes as many entries of one folder as a person would keep there, and says that there are more', async () => {
    bench.put(Object.fromEntries(Array.from({ length: 10_001 }, (_, number) => [`${number}`, ''])));
    for await (const { entries, more } of walk({ name: '.', at: bench.folder }, new AbortController().signal)) {
      expect([entries.length, more]).toEqual([10_000, true]);
    }
    rmSync(bench.at('0'));
    for await (const { more } of walk({ name: '.', at: bench.folder }, new AbortController().signal)) {
      expect(more).toBe(false);
    }
  });
});

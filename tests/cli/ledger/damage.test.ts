import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBreak } from '../../../src/core/ledger/chain.ts';
import type { LedgerEntry } from '../../../src/core/ledger/entry.ts';
import { chainOf, entryOf, exported, headOf, sourceOf, verified, verifiedThere } from './sample.ts';

const payloads = fc.array(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), {
  minLength: 4,
  maxLength: 30,
});
const ledger = fc.tuple(payloads, payloads).map(([one, two]) => {
  const entries = {
    film: one.map((payload, n) => entryOf('film', n + 1, payload)),
    notes: two.map((payload, n) => entryOf('notes', n + 1, payload)),
  };
  return { entries, chains: { film: chainOf(entries.film), notes: chainOf(entries.notes) } };
});
const somewhere = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** A line of the second project's chain in the export, and its number in the chain. */
function pick(text: string, where: number): { lines: string[]; at: number; seq: number } {
  const lines = text.split('\n').slice(0, -1);
  const first = lines.indexOf('{"project":"notes"}') + 1;
  const count = lines.length - 1 - first;
  const n = Math.floor(where * count);
  return { lines, at: first + n, seq: n + 1 };
}

const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** Each does its damage at a line, and tells the numbers in the chain at which it may be found; null: anywhere in the file. */
const line: Record<string, (lines: string[], at: number, seq: number) => readonly number[] | null> = {
  deletion: (lines, at, seq) => {
    lines.splice(at, 1);
    return [seq, seq + 1];
  },
  repetition: (lines, at, seq) => {
    lines.splice(at, 0, lines[at]!);
    return [seq];
  },
  insertion: (lines, at, seq) => {
    lines.splice(at, 0, lines[at]!.replace('"kind":"ask.answered"', '"kind":"ask.decided"'));
    return [seq];
  },
  'a blank line': (lines, at, seq) => {
    lines.splice(at, 0, '');
    return [seq];
  },
  'an entry of another project': (lines, at, seq) => {
    lines.splice(at, 1, lines[2]!);
    return [seq, 1];
  },
  swap: (lines, at, seq) => {
    const other = lines[at + 1]!.startsWith('{"seq"') ? at + 1 : at - 1;
    [lines[at], lines[other]] = [lines[other]!, lines[at]!];
    return [seq - 1, seq, seq + 1];
  },
  'a later time': (lines, at, seq) => {
    lines[at] = lines[at]!.replace('"at":"2026', '"at":"2027');
    return [seq];
  },
  truncation: (lines, at, seq) => {
    lines.length = at;
    return [seq];
  },
  'a lost first line': (lines) => {
    lines.shift();
    return null;
  },
  'a lost project': (lines) => {
    lines.splice(1, lines.indexOf('{"project":"notes"}') - 1);
    return null;
  },
};

describe('S18: an exported ledger', () => {
  it('verifies as it is, whatever people wrote and wherever a chunk ends', async () => {
    await fc.assert(
      fc.asyncProperty(ledger, fc.integer({ min: 1, max: 5000 }), async ({ chains, entries }, chunk) => {
        const heads = [headOf('film', chains.film), headOf('notes', chains.notes)];
        const verdict = await verified(await exported(chains), heads, chunk);
        expect(verdict).toEqual({ entries: entries.film.length + entries.notes.length, heads, found: 0, damages: [] });
        expect((await verifiedThere(sourceOf(chains), heads)).found).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it.each(Object.keys(line))('shows %s, and where', async (kind) => {
    let planted = 0;
    await fc.assert(
      fc.asyncProperty(ledger, somewhere, async ({ chains }, where) => {
        const { lines, at, seq } = pick(await exported(chains), where);
        const places = line[kind]!(lines, at, seq);
        const { found, damages } = await verified(joined(lines));
        expect(found).toBeGreaterThan(0);
        if (places) expect(places).toContain(damages[0]!.seq);
        if (places) expect(damages[0]!.projectId).toBe('notes');
        planted += 1;
      }),
      { numRuns: 100 },
    );
    expect(planted).toBeGreaterThanOrEqual(100);
  });

  it('shows every changed, lost or added byte, anywhere', async () => {
    const slip = fc.tuple(somewhere, fc.constantFrom('changed', 'lost', 'added'), fc.integer({ min: 1, max: 255 }));
    let planted = 0;
    await fc.assert(
      fc.asyncProperty(ledger, fc.array(slip, { minLength: 20, maxLength: 20 }), async ({ chains }, slips) => {
        const whole = Buffer.from(await exported(chains));
        for (const [where, how, by] of slips) {
          const at = Math.floor(where * whole.length);
          const middle = how === 'lost' ? [] : how === 'added' ? [by, whole[at]!] : [whole[at]! ^ by];
          const damaged = Buffer.concat([whole.subarray(0, at), Buffer.from(middle), whole.subarray(at + 1)]);
          expect((await verified(damaged)).found).toBeGreaterThan(0);
          planted += 1;
        }
      }),
    );
    expect(planted).toBeGreaterThanOrEqual(2000);
  });

  it('tells project, number and entry, and once', async () => {
    const chains = { film: chainOf([1, 2, 3, 4, 5].map((n) => entryOf('film', n, { n }))) };
    const text = (await exported(chains)).replace('{"n":3}', '{"n":4}');
    const { found, damages } = await verified(text);
    expect(found).toBe(1);
    expect(damages).toMatchObject([{ projectId: 'film', seq: 3, entryId: 'film-3' }]);
    expect(damages[0]!.what).toContain('is not what was sealed');
    const hash = (await exported(chains)).replace(chains.film[2]!.hash, '0'.repeat(64));
    expect((await verified(hash)).damages.map(({ seq }) => seq)).toEqual([3]);
  });
});

describe('S18: a forger who seals anew', () => {
  const forge = (entries: LedgerEntry[], from: number): LedgerEntry[] =>
    entries.map((entry, n) => (n === from ? { ...entry, kind: 'ask.withdrawn' as const } : entry));

  it('is found by the kept head, and by nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(ledger, somewhere, async ({ chains, entries }, where) => {
        const forged = chainOf(forge(entries.notes, Math.floor(where * entries.notes.length)));
        const head = headOf('notes', chains.notes);
        const text = await exported({ ...chains, notes: forged });
        expect((await verified(text)).found).toBe(0);
        const { damages, found } = await verified(text, [head]);
        expect(found).toBe(1);
        expect(damages[0]).toMatchObject({ projectId: 'notes', seq: head.seq });
        expect((await verifiedThere(sourceOf({ ...chains, notes: forged }), [head])).found).toBe(1);
      }),
    );
  });

  it('is found when the end was cut off, head and all', async () => {
    await fc.assert(
      fc.asyncProperty(ledger, somewhere, async ({ chains }, where) => {
        const left = Math.floor(where * chains.notes.length);
        const cut = { ...chains, notes: chains.notes.slice(0, left) };
        const text = await exported(cut);
        expect((await verified(text)).found).toBe(0);
        const { damages, found } = await verified(text, [headOf('notes', chains.notes)]);
        expect(found).toBe(1);
        expect(damages[0]).toMatchObject({ projectId: 'notes', seq: left + 1 });
      }),
    );
  });

  it('is found when a whole project is gone', async () => {
    const film = chainOf([entryOf('film', 1)]);
    const { damages } = await verified(await exported({}), [headOf('film', film)]);
    expect(damages).toMatchObject([{ projectId: 'film', seq: 1 }]);
    const part = await exported({ notes: chainOf([entryOf('notes', 1)]) }, false);
    expect((await verified(part, [headOf('film', film)])).found).toBe(0);
  });
});

describe('the rule that the program seals by', () => {
  it('agrees with the verifier', async () => {
    const entries = [1, 2, 3].map((n) => entryOf('film', n));
    const chain = chainOf(entries);
    const links = chain.map((link, n) => ({
      seal: { ...link, projectId: 'film', entryId: `film-${n + 1}` },
      entry: entries[n]!,
    }));
    expect(findBreak(links)).toBeNull();
    expect((await verified(await exported({ film: chain }))).found).toBe(0);
  });
});

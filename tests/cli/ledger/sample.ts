import { canonicalJson } from '../../../src/core/digest.ts';
import { chainStart, sealEntries } from '../../../src/core/ledger/chain.ts';
import type { LedgerEntry } from '../../../src/core/ledger/entry.ts';
import type { Link } from '../../../src/core/ledger/follow.ts';
import type { Head } from '../../../src/core/ledger/heads.ts';
import type { LedgerSource } from '../../../src/core/ledger/source.ts';
import { weigh } from '../../../src/core/ledger/stretch.ts';
import { exportLedger } from '../../../src/cli/ledger/export.ts';
import { verifyExport } from '../../../src/cli/ledger/verify-export.ts';
import { verifySource } from '../../../src/cli/ledger/verify-source.ts';
import type { Verdict } from '../../../src/cli/ledger/verdict.ts';

export function entryOf(projectId: string, n: number, payload: Record<string, unknown> = {}): LedgerEntry {
  const actor = { kind: 'system', name: 'worker' } as const;
  const at = new Date(Date.UTC(2026, 10, 21) + n * 1234);
  const subject = { ask: `ask-${n}`, projectId: 'not the project' };
  return {
    id: `${projectId}-${n}`,
    projectId,
    runId: 'run-1',
    kind: 'ask.answered',
    actor,
    at,
    subject,
    payload,
    status: null,
  };
}

/** A chain as the sealer makes it. */
export function chainOf(entries: readonly LedgerEntry[]): Link[] {
  const seals = sealEntries({ seq: 0, hash: chainStart }, entries);
  return seals.map(({ seq, previous, hash, entryId }, n) => {
    return { seq, previous, hash, entryId, text: canonicalJson(entries[n]) };
  });
}

export const headOf = (projectId: string, chain: readonly Link[]): Head => {
  const { seq, hash } = chain.at(-1)!;
  return { projectId, seq, hash };
};

export const sourceOf = (chains: Record<string, Link[]>): LedgerSource => ({
  projects: async () => Object.keys(chains).sort(),
  links: async function* (project, range) {
    const all = chains[project] ?? [];
    const chain = range ? all.filter(({ seq }) => range.from <= seq && seq <= range.to) : all;
    for (let from = 0; from < chain.length; from += 7) yield chain.slice(from, from + 7);
  },
  // Short ones, whatever was asked for: there are many borders between them.
  ranges: async function* (projectId) {
    for (let from = 1; from <= (chains[projectId]?.length ?? 0); from += 3) yield { projectId, from, to: from + 2 };
  },
  strays: async () => [],
  waiting: async () => 0,
});

/** In one thread. */
export const verifiedThere = (source: LedgerSource, kept: readonly Head[] = []): Promise<Verdict> =>
  verifySource(source, kept, (range) => weigh(source, range));

export async function exported(chains: Record<string, Link[]>, isWhole = true): Promise<string> {
  let text = '';
  const header = { projects: Object.keys(chains).sort(), isWhole };
  await exportLedger(sourceOf(chains), header, async (some) => void (text += some));
  return text;
}

/** Read in chunks of an odd size, so that lines are cut anywhere. */
export function verified(file: string | Buffer, kept: readonly Head[] = [], chunk = 1009): Promise<Verdict> {
  const bytes = Buffer.from(file);
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let from = 0; from < bytes.length; from += chunk) yield bytes.subarray(from, from + chunk);
  }
  return verifyExport(chunks(), kept);
}

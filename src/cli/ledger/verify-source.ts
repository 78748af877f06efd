import { followChain } from '../../core/ledger/follow.ts';
import type { Head } from '../../core/ledger/heads.ts';
import type { LedgerSource } from '../../core/ledger/source.ts';
import { nothingFound, note, type Verdict } from './verdict.ts';

const strays = 100;

/** Verifies the chains where they are kept, and looks for entries that stand in none. */
export async function verifySource(source: LedgerSource, kept: readonly Head[]): Promise<Verdict> {
  const verdict = nothingFound();
  const projects = new Set([...(await source.projects()), ...kept.map(({ projectId }) => projectId)]);
  for (const project of projects) {
    const chain = followChain(project, kept.find((head) => head.projectId === project) ?? null);
    for await (const links of source.links(project)) {
      verdict.entries += links.length;
      for (const link of links) note(verdict, chain.add(link));
    }
    note(verdict, chain.end());
    verdict.heads.push(chain.head);
  }
  for (const stray of await source.strays(strays)) note(verdict, stray);
  return verdict;
}

import { followChain, type Following } from '../../core/ledger/follow.ts';
import type { Head } from '../../core/ledger/heads.ts';
import type { LedgerSource, Weigh } from '../../core/ledger/source.ts';
import type { Range } from '../../core/ledger/stretch.ts';
import { ahead } from './ahead.ts';
import { nothingFound, note, type Verdict } from './verdict.ts';

const strays = 100;
/** Long enough that handing it out costs nothing, short enough that several can be weighed side by side. */
const length = 10_000;
const atOnce = 8;

/**
 * Verifies the chains where they are kept, and looks for entries that stand in none. Ranges are weighed ahead, side by side;
 * where one is not sound, or does not follow the one before, its links are gone along one by one, and each damage is told.
 */
export async function verifySource(source: LedgerSource, kept: readonly Head[], weigh: Weigh): Promise<Verdict> {
  const verdict = nothingFound();
  const projects = new Set([...(await source.projects()), ...kept.map(({ projectId }) => projectId)]);
  for (const project of projects) {
    const chain = followChain(project, kept.find((head) => head.projectId === project) ?? null);
    const weighed = ahead(source.ranges(project, length), atOnce, async (range) => ({
      range,
      stretch: await weigh(range),
    }));
    for await (const { range, stretch } of weighed) {
      if (stretch !== null && chain.join(stretch)) verdict.entries += stretch.entries;
      else await goAlong(source, range, { chain, verdict });
    }
    note(verdict, chain.end());
    verdict.heads.push(chain.head);
  }
  for (const stray of await source.strays(strays)) note(verdict, stray);
  return verdict;
}

type Going = { chain: Following; verdict: Verdict };

async function goAlong(source: LedgerSource, range: Range, { chain, verdict }: Going): Promise<void> {
  for await (const links of source.links(range.projectId, range)) {
    verdict.entries += links.length;
    for (const link of links) note(verdict, chain.add(link));
  }
}

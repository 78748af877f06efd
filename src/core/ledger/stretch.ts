import { followChain, type Link } from './follow.ts';
import type { Head } from './heads.ts';
import type { LedgerSource } from './source.ts';

/** The links of a project's chain whose numbers are from `from` to `to`, however many there are. */
export interface Range {
  projectId: string;
  from: number;
  to: number;
}

/** Consecutive links that are intact in themselves. Whether they continue what comes before them is not known yet. */
export interface Stretch {
  first: Pick<Link, 'seq' | 'previous'>;
  head: Head;
  entries: number;
}

/** Verifies a range by itself. Null if it is empty or anything is wrong: what it is can then only be told by following the whole chain. */
export async function weigh(source: Pick<LedgerSource, 'links'>, range: Range): Promise<Stretch | null> {
  const { projectId } = range;
  let first: Link | null = null;
  let chain = followChain(projectId, null);
  let entries = 0;
  for await (const some of source.links(projectId, range)) {
    for (const link of some) {
      if (first === null) chain = followChain(projectId, null, { seq: link.seq - 1, hash: link.previous });
      first ??= { ...link, text: null };
      if (chain.add(link) !== null) return null;
      entries += 1;
    }
  }
  return first && { first: { seq: first.seq, previous: first.previous }, head: chain.head, entries };
}

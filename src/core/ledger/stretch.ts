import { followChain, type Link } from './follow.ts';
import type { Head } from './heads.ts';
import type { LedgerSource } from './source.ts';

/** Which links of a project's chain: those with a number from `from` to `to`, however many of them there are. */
export interface Range {
  projectId: string;
  from: number;
  to: number;
}

/** Consecutive links that are sound in themselves. Whether they follow what stands before them is another question. */
export interface Stretch {
  first: Pick<Link, 'seq' | 'previous'>;
  head: Head;
  entries: number;
}

/** Null when anything is not as it was sealed, or there is nothing: then only going along the whole chain tells what. */
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

import { hash } from 'node:crypto';
import { chainStart } from './chain.ts';
import type { Head } from './heads.ts';
import type { Stretch } from './stretch.ts';

/** A link of a chain as it is stored: a row of the database, or a line of an export. */
export interface Link {
  seq: number;
  previous: string;
  hash: string;
  /** The entry's canonical JSON, which is what was hashed; null when the entry is missing. */
  text: string | Uint8Array | null;
  /** The entry's id, if it is known without the text. */
  entryId: string | null;
}

/** One place where a ledger is not what was sealed. */
export interface Damage {
  projectId: string | null;
  seq: number | null;
  entryId: string | null;
  what: string;
}

export interface Following {
  add(link: Link): Damage | null;
  /** Takes many links in one step. False if they have to be added one by one; then none is taken. */
  join(stretch: Stretch): boolean;
  /** What is missing at the end, according to the kept head. */
  end(): Damage | null;
  readonly head: Head;
}

/** The start of every project's chain. */
const nothing = { seq: 0, hash: chainStart };

/** Verifies a project's chain link by link, in constant memory. After a break, it continues from what is stored there. */
export function followChain(
  projectId: string,
  kept: Head | null,
  start: Pick<Head, 'seq' | 'hash'> = nothing,
): Following {
  let seq = start.seq;
  let before: readonly string[] = [start.hash];
  return {
    add(link) {
      const own = link.text === null ? null : sealOf(link.previous, link.text);
      const isWhole = link.seq === seq + 1 && before.includes(link.previous) && own === link.hash;
      const isKept = link.seq !== kept?.seq || link.hash === kept.hash;
      const faults = isWhole && isKept ? [] : faultsOf({ link, own, seq, before, kept });
      seq = link.seq;
      // If only the hash was changed, the next link still follows the original hash.
      before = isWhole || own === null ? [link.hash] : [link.hash, own];
      return faults.length > 0 ? { projectId, seq, entryId: idOf(link), what: faults.join('; ') } : null;
    },
    join({ first, head }) {
      const follows = first.seq === seq + 1 && before.includes(first.previous);
      const holdsKept = kept !== null && first.seq <= kept.seq && kept.seq <= head.seq;
      if (!follows || (holdsKept && (kept.seq !== head.seq || kept.hash !== head.hash))) return false;
      seq = head.seq;
      before = [head.hash];
      return true;
    },
    end: () => (kept !== null && seq < kept.seq ? cutOff(projectId, seq, kept) : null),
    get head() {
      return { projectId, seq, hash: before[0] ?? chainStart };
    },
  };
}

interface Place {
  link: Link;
  own: string | null;
  seq: number;
  before: readonly string[];
  kept: Head | null;
}

function faultsOf({ link, own, seq, before, kept }: Place): string[] {
  const faults: string[] = [];
  const due = seq + 1;
  if (link.seq > due) faults.push(`what stood before it is missing: ${placesOf(due, link.seq - 1)}`);
  if (link.seq < due) faults.push(`it stands where entry ${due} should: inserted, repeated or moved`);
  const follows = before.includes(link.previous);
  if (link.seq === due && !follows)
    faults.push(`prev is ${link.previous}, the hash before it is ${before.join(' or ')}`);
  if (link.text === null) faults.push('the entry is missing');
  else if (own !== link.hash && !before.some((it) => sealOf(it, link.text ?? '') === link.hash))
    faults.push(`the entry is not what was sealed: its hash is ${link.hash}, prev and entry give ${own}`);
  if (kept?.seq === link.seq && kept.hash !== link.hash)
    faults.push(`the kept head has ${kept.hash} here, not ${link.hash}: the chain was rewritten`);
  return faults;
}

const placesOf = (first: number, last: number): string =>
  first === last ? `entry ${first}` : `entries ${first} to ${last}`;

const cutOff = (projectId: string, seq: number, kept: Head): Damage => ({
  projectId,
  seq: seq + 1,
  entryId: null,
  what: `the chain ends at ${seq}, but entry ${kept.seq} was kept as its head: ${placesOf(seq + 1, kept.seq)} cut off`,
});

/** The same as `hashEntry`, for a text that is canonical already. */
function sealOf(previous: string, text: string | Uint8Array): string {
  if (typeof text === 'string') return hash('sha256', `${previous}\n${text}`);
  const bytes = Buffer.allocUnsafe(65 + text.length);
  bytes.write(`${previous}\n`, 'latin1');
  bytes.set(text, 65);
  return hash('sha256', bytes);
}

function idOf({ entryId, text }: Link): string | null {
  if (entryId !== null || text === null) return entryId;
  try {
    const entry = JSON.parse(Buffer.from(text).toString()) as { id?: unknown } | null;
    return typeof entry?.id === 'string' ? entry.id : null;
  } catch {
    return null;
  }
}

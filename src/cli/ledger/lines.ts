import type { Link } from '../../core/ledger/follow.ts';
import type { Head } from '../../core/ledger/heads.ts';

export interface Header {
  projects: string[];
  /** False when only some projects were asked for: then a kept head of another one is no loss. */
  isWhole: boolean;
}

/**
 * An export, line by line: a header that names the projects; for each project its name, its links from the first one, and
 * its head. A link holds the entry exactly as it was hashed, so a verifier hashes the bytes as they stand and parses
 * nothing. The same ledger gives the same bytes.
 */
export const headerLine = ({ projects, isWhole }: Header): string =>
  JSON.stringify({ format: 'wheelhouse-ledger', version: 1, projects, whole: isWhole });

export const projectLine = (project: string): string => JSON.stringify({ project });

export const headLine = ({ projectId, seq, hash }: Head): string =>
  JSON.stringify({ head: { project: projectId, seq, hash } });

export const linkLine = ({ seq, previous, hash, text, entryId }: Link): string =>
  `{"seq":${seq},"prev":${JSON.stringify(previous)},"hash":${JSON.stringify(hash)},` +
  (text === null ? `"entry":null,"id":${JSON.stringify(entryId)}}` : `"entry":${Buffer.from(text).toString()}}`);

/** Null when the header is not one that this version wrote. */
export function readHeader(line: string): Header | null {
  try {
    const { projects, whole } = JSON.parse(line) as { projects: string[]; whole: boolean };
    const header = { projects, isWhole: whole };
    return headerLine(header) === line && typeof whole === 'boolean' ? header : null;
  } catch {
    return null;
  }
}

const upToEntry = /^\{"seq":([1-9][0-9]{0,9}),"prev":"([0-9a-f]{64})","hash":"([0-9a-f]{64})","entry":/;
const longestStart = 190;
const missing = /^null,"id":("(?:[^"\\]|\\.)*")\}$/;
const brace = 0x7d;

/** Null when the line is no link. Only the start is looked at: the rest is held by its hash. */
export function readLink(line: Buffer): Link | null {
  const start = upToEntry.exec(line.toString('latin1', 0, longestStart));
  if (start === null || line[line.length - 1] !== brace) return null;
  const [whole, seq = '', previous = '', hash = ''] = start;
  const text = line.subarray(whole.length, line.length - 1);
  const gone = text.length < 300 ? missing.exec(line.toString('utf8', whole.length)) : null;
  const entryId = gone?.[1] === undefined ? null : (JSON.parse(gone[1]) as string);
  return { seq: Number(seq), previous, hash, text: gone ? null : text, entryId };
}

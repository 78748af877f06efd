import type { Ask } from '../../../../core/ask/ask.ts';
import { type BulkItem, type BulkVerb, bulkVerbs } from '../../../../core/bulk.ts';

/** A chosen question as a form carries it: pinned to what the page showed. */
export const encodeItem = ({ id, revision, digest }: Pick<Ask, 'id' | 'revision' | 'digest'>): string =>
  `${id}.${revision}.${digest}`;

const shape = /^([A-Za-z0-9_-]{1,64})\.(0|[1-9]\d{0,8})\.([0-9a-f]{64})$/;

/** Null when one of them is none of ours. */
export function parseItems(texts: readonly string[]): BulkItem[] | null {
  const found = texts.map((text) => shape.exec(text));
  if (found.includes(null)) return null;
  return found.map((parts) => ({ askId: parts?.[1] ?? '', revision: Number(parts?.[2]), digest: parts?.[3] ?? '' }));
}

export const verbIn = (text: string | undefined): BulkVerb | null => bulkVerbs.find((verb) => verb === text) ?? null;

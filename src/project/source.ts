import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node, type Pair } from 'yaml';
import type { Path } from './fault.ts';

export interface Spot {
  line: number;
  column: number;
}

/** The key of a mapping as text: YAML's `1:` and `"1":` are the same key for us. */
export const keyText = (pair: Pair): string | undefined => {
  if (!isScalar(pair.key)) return undefined;
  // The merge tag of the library reads `<<` as a symbol.
  return typeof pair.key.value === 'symbol' ? '<<' : String(pair.key.value);
};

interface Found {
  key: Node | null;
  value: Node | null;
}

/** Finds where a piece of the data is written, through anchors and merges. */
export class Source {
  constructor(
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {}

  /** Where the key is written; of a list's entry, where the entry starts. */
  keyAt(path: Path): Spot {
    const found = this.find(path);
    return found === null ? this.keyAt(path.slice(0, -1)) : this.spot(found.key ?? found.value);
  }

  /** Where the value is written; for a missing one, where the mapping or list is written in which it is missing. */
  valueAt(path: Path): Spot {
    const found = this.find(path);
    if (found === null) return this.keyAt(path.slice(0, -1));
    return this.spot(found.value ?? found.key);
  }

  private find(path: Path): Found | null {
    let found: Found | null = { key: null, value: this.document.contents };
    for (const step of path) {
      found = this.step(found.value, step);
      if (found === null) return null;
    }
    return found;
  }

  private step(from: unknown, step: string | number): Found | null {
    const node = isAlias(from) ? from.resolve(this.document) : from;
    if (isSeq<Node>(node)) {
      const value = node.items[Number(step)];
      return value === undefined ? null : { key: null, value };
    }
    if (!isMap<Node, Node | null>(node)) return null;
    const pair = node.items.findLast((it) => keyText(it) === String(step));
    if (pair !== undefined) return { key: pair.key, value: pair.value };
    const merged = node.items.find((it) => keyText(it) === '<<')?.value;
    return merged ? this.stepIntoMerged(merged, step) : null;
  }

  private stepIntoMerged(merged: Node, step: string | number): Found | null {
    if (!isSeq<Node>(merged)) return this.step(merged, step);
    for (const part of merged.items) {
      const found = this.step(part, step);
      if (found !== null) return found;
    }
    return null;
  }

  private spot(node: Node | null): Spot {
    const { line, col } = this.lines.linePos(node?.range?.[0] ?? 0);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

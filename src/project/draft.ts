import { held } from './data.ts';
import type { Finding, Path } from './fault.ts';
import { within } from './fault.ts';

/**
 * A piece of a project file that may have other faults. Cross references are checked even so, so that all faults can be listed at
 * once. Values of the wrong type count as absent, since the shape check has reported them already.
 */
export class Piece {
  constructor(
    readonly value: unknown,
    readonly path: Path = [],
  ) {}

  get(key: string): Piece {
    return new Piece(held(this.value, key), [...this.path, key]);
  }

  /** The entries of a list. */
  items(): Piece[] {
    if (!Array.isArray(this.value)) return [];
    return this.value.map((it: unknown, index) => new Piece(it, [...this.path, index]));
  }

  /** The entries of a mapping. */
  entries(): Piece[] {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) return [];
    return Object.keys(this.value).map((key) => this.get(key));
  }

  get text(): string | undefined {
    return typeof this.value === 'string' ? this.value.trim() : undefined;
  }

  get isThere(): boolean {
    return this.value !== undefined;
  }

  /** The texts of a list, with the pieces that hold them. */
  texts(): { piece: Piece; text: string }[] {
    return this.items().flatMap((piece) => (piece.text === undefined ? [] : [{ piece, text: piece.text }]));
  }
}

/** The whole file, and where its shape is known to be wrong. */
export interface Draft {
  root: Piece;
  /** Whether nothing at or within this place is wrong in its shape. */
  sound(piece: Piece): boolean;
}

export type Check = (draft: Draft) => Finding[];

export const draftOf = (root: unknown, shape: readonly Finding[]): Draft => ({
  root: new Piece(root),
  sound: (piece) => !shape.some((it) => within(it.path, piece.path)),
});

export const pipelinesOf = (draft: Draft): Piece[] => draft.root.get('pipelines').items();

export const allStages = (draft: Draft): Piece[] => pipelinesOf(draft).flatMap((it) => it.get('stages').items());

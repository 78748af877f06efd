/** A part of a long list. Nothing is counted or skipped to find it: a cursor names the last item that was seen. */
export interface Page<T> {
  items: T[];
  /** Asks for what comes behind; null at the end. Opaque: only the store that made it reads it. */
  next: string | null;
}

export interface PageRequest {
  /** 1 to 200. */
  limit: number;
  /** A `next` of the same question; one that can't be read is refused with a CursorError. */
  after: string | null;
}

/** Somebody made the cursor up, or it belongs to another question. */
export class CursorError extends Error {
  constructor() {
    super('api-cursor: the cursor is not one of ours; begin again without it.');
    this.name = 'CursorError';
  }
}

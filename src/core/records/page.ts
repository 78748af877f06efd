/** A page of a long list. A cursor names the last item of the page before, so that nothing has to be counted or skipped to find the next one. */
export interface Page<T> {
  items: T[];
  /** The cursor of the next page; null at the end. Opaque: only the store that made it can read it. */
  next: string | null;
}

export interface PageRequest {
  /** 1 to 200. */
  limit: number;
  /** The `next` of the page before, for the same list and filter; anything else throws a CursorError. */
  after: string | null;
}

/** The cursor was made up, or belongs to another list. */
export class CursorError extends Error {
  constructor() {
    super('api-cursor: the cursor is not one of ours; begin again without it.');
    this.name = 'CursorError';
  }
}

import { CursorError, type Page } from '../../../core/records/page.ts';

/** A page of a list, and the cursor that it began behind: an old or made-up one begins at the start. */
export async function readPage<T>(
  read: (after: string | null) => Promise<Page<T>>,
  after: string | null,
): Promise<Page<T> & { after: string | null }> {
  try {
    return { ...(await read(after)), after };
  } catch (error) {
    if (!(error instanceof CursorError) || after === null) throw error;
    return { ...(await read(null)), after: null };
  }
}

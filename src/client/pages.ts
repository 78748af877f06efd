export type Filter = Record<string, string | number | undefined>;

interface Page<T> {
  items: T[];
  next: string | null;
}

/** All items of a list; each page is requested when the items before it have been consumed. */
export async function* allOf<T>(get: (filter: Filter) => Promise<Page<T>>, filter: Filter): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page: Page<T> = await get({ ...filter, cursor });
    yield* page.items;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

export type Filter = Record<string, string | number | undefined>;

interface Page<T> {
  items: T[];
  next: string | null;
}

/** Every item of a list, asked for page by page as they are taken. */
export async function* allOf<T>(get: (filter: Filter) => Promise<Page<T>>, filter: Filter): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page: Page<T> = await get({ ...filter, cursor });
    yield* page.items;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

/** Works on up to `most` items at once, and gives the results in the order of the items. */
export async function* ahead<T, R>(
  items: AsyncIterable<T>,
  most: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  for await (const item of items) {
    const result = work(item);
    // Heard when its turn comes; until then it must not end the process.
    result.catch(() => undefined);
    begun.push(result);
    const first = begun.length < most ? undefined : begun.shift();
    if (first) yield await first;
  }
  for (const result of begun) yield await result;
}

/** Does something so many times, so many at once. */
export async function atOnce<T>(times: number, most: number, act: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const hand = async (): Promise<void> => {
    while (next < times) {
      const index = (next += 1) - 1;
      results[index] = await act(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, times) }, hand));
  return results;
}

/** Shares work: a caller whose key is already being worked on gets the result of that work. */
export function createUnderWay<T>(): (key: string, act: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, Promise<T>>();
  return (key, act) => {
    const known = underWay.get(key);
    if (known) return known;
    const doing = act().finally(() => underWay.delete(key));
    underWay.set(key, doing);
    return doing;
  };
}

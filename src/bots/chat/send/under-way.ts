/** Whoever comes with the same key while something is under way gets what comes of it. */
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

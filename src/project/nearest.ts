const plain = (text: string): string => text.toLowerCase().replaceAll(/[-_ ]/g, '');

/** Edits between two texts, a swap of neighbours counting as one. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let i = 1; i <= a.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? at(i - 2, j - 2) + 1 : Infinity;
      rows[i]?.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1), swap));
    }
  }
  return at(a.length, b.length);
}

/** The allowed word that was probably meant: a third of its letters may be wrong, and case, "-" and "_" don't count. */
export function nearest(found: string, allowed: readonly string[]): string | undefined {
  if (found.length > 60) return undefined;
  const ranked = allowed
    .map((word) => ({ word, far: distance(plain(found), plain(word)) }))
    .filter(({ word, far }) => far <= Math.max(1, Math.floor(word.length / 3)) && far < plain(word).length)
    .sort((a, b) => a.far - b.far);
  return ranked[0]?.word;
}

export function didYouMean(found: unknown, allowed: readonly string[]): string {
  const word = typeof found === 'string' ? nearest(found, allowed) : undefined;
  return word === undefined ? '' : ` Did you mean "${word}"?`;
}

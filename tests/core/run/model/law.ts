class Broken extends Error {}

export function holds(condition: boolean, law: string): void {
  if (!condition) throw new Broken(law);
}

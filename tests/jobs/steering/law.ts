/** A law of DESIGN.md, sections 3 and 4, did not hold. */
export class Broken extends Error {
  constructor(
    readonly law: string,
    readonly about = '',
  ) {
    super(`${law}${about && ` (${about})`}`);
  }
}

export function holds(condition: boolean, law: string, about = ''): void {
  if (!condition) throw new Broken(law, about);
}

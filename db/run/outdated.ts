/** Thrown if a decision was based on a state that is outdated: it is then loaded, and decided, again. */
export class Outdated extends Error {
  constructor(what: string) {
    super(`outdated: ${what} was changed by another transaction`);
    this.name = 'Outdated';
  }
}

/** The decision was made on a state that is no longer true: load it again and decide again. */
export class Outdated extends Error {
  constructor(what: string) {
    super(`outdated: ${what} was changed by another transaction`);
    this.name = 'Outdated';
  }
}

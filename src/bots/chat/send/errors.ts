/** The platform asked for silence; the lane waits, and tries once more. */
export class RateLimited extends Error {
  /** Milliseconds. */
  readonly retryAfter: number;

  constructor(what: string, retryAfter: number) {
    super(`No ${what} is wanted for ${Math.ceil(retryAfter / 1000)} s.`);
    this.name = 'RateLimited';
    this.retryAfter = retryAfter;
  }
}

/** The platform refuses our token; `said` is its own name of why. */
export class DeadToken extends Error {
  readonly said: string;

  constructor(said: string) {
    super(`The bot token is refused: ${said}.`);
    this.name = 'DeadToken';
    this.said = said;
  }
}

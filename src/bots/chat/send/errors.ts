/** The platform answered with a Retry-After: the lane waits, then sends again. */
export class RateLimited extends Error {
  /** Milliseconds. */
  readonly retryAfter: number;

  constructor(what: string, retryAfter: number) {
    super(`No ${what} is wanted for ${Math.ceil(retryAfter / 1000)} s.`);
    this.name = 'RateLimited';
    this.retryAfter = retryAfter;
  }
}

/** The platform refuses our token; `said` is the platform's own code for the reason. */
export class DeadToken extends Error {
  readonly said: string;

  constructor(said: string) {
    super(`The bot token is refused: ${said}.`);
    this.name = 'DeadToken';
    this.said = said;
  }
}

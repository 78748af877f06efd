type OutageCode = 'slack-away' | 'slack-busy' | 'slack-token' | 'slack-stopped';

/** Slack, or our way to it, does not take this now: the same again later. */
export class SlackOutage extends Error {
  readonly code: OutageCode;

  constructor(code: OutageCode, what: string) {
    super(`${code}: ${what}`);
    this.name = 'SlackOutage';
    this.code = code;
  }
}

type RefusalCode = 'slack-scope' | 'bug-slack-refused';

/** Slack will not take this, however often it is sent: the app lacks a scope, or what we sent is wrong. */
export class SlackRefused extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, what: string) {
    super(`${code}: ${what}`);
    this.name = 'SlackRefused';
    this.code = code;
  }
}

/** Slack asked for silence; the lane waits, and tries once more. */
export class RateLimited extends Error {
  /** Milliseconds. */
  readonly retryAfter: number;

  constructor(method: string, retryAfter: number) {
    super(`Slack wants no ${method} for ${Math.ceil(retryAfter / 1000)} s.`);
    this.name = 'RateLimited';
    this.retryAfter = retryAfter;
  }
}

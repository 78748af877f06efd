type OutageCode = 'slack-away' | 'slack-busy' | 'slack-token' | 'slack-stopped';

/** Slack can't be reached, or doesn't take this now: it should be tried again later. */
export class SlackOutage extends Error {
  readonly code: OutageCode;
  /** Milliseconds until there may be room for it, if it only lacked room (`NoRoom`). */
  readonly roomIn: number | null;

  constructor(code: OutageCode, what: string, roomIn: number | null = null) {
    super(`${code}: ${what}`);
    this.name = 'SlackOutage';
    this.code = code;
    this.roomIn = roomIn;
  }
}

type RefusalCode = 'slack-scope' | 'bug-slack-refused';

/** Slack refuses this, and would refuse it again: the app lacks a scope, or what we sent is wrong. */
export class SlackRefused extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, what: string) {
    super(`${code}: ${what}`);
    this.name = 'SlackRefused';
    this.code = code;
  }
}

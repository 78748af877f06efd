type OutageCode = 'slack-away' | 'slack-busy' | 'slack-token' | 'slack-stopped';

/** Slack, or our way to it, does not take this now: the same again later. */
export class SlackOutage extends Error {
  readonly code: OutageCode;
  /** Milliseconds until there may be room for it, where that is all that was missing (`NoRoom`). */
  readonly roomIn: number | null;

  constructor(code: OutageCode, what: string, roomIn: number | null = null) {
    super(`${code}: ${what}`);
    this.name = 'SlackOutage';
    this.code = code;
    this.roomIn = roomIn;
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

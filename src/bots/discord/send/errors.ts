type OutageCode = 'discord-away' | 'discord-busy' | 'discord-token' | 'discord-stopped';

/** Discord, or our way to it, does not take this now: the same again later. */
export class DiscordOutage extends Error {
  readonly code: OutageCode;
  /** Milliseconds until there may be room for it, where that is all that was missing (`NoRoom`). */
  readonly roomIn: number | null;

  constructor(code: OutageCode, what: string, roomIn: number | null = null) {
    super(`${code}: ${what}`);
    this.name = 'DiscordOutage';
    this.code = code;
    this.roomIn = roomIn;
  }
}

type RefusalCode = 'discord-permission' | 'bug-discord-refused';

/** Discord will not take this, however often it is sent: we lack a permission, or what we sent is wrong. */
export class DiscordRefused extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, what: string) {
    super(`${code}: ${what}`);
    this.name = 'DiscordRefused';
    this.code = code;
  }
}

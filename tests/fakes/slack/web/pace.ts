/** `strict`: as Slack documents it. A scale of 10: ten times as fast. */
export type Pace = 'strict' | 'off' | { scale: number };

/** Ids such as Slack's, never the same twice in one process: C0FAKE0001, V0FAKE0002, … */
let made = 0;

export const newId = (prefix: string): string => `${prefix}0FAKE${String(++made).padStart(4, '0')}`;

export const newSecret = (): string => `${String(++made).padStart(4, '0')}${Math.random().toString(36).slice(2, 12)}`;

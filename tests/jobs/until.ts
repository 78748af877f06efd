import { vi } from 'vitest';

/** Waits for what is expected, not for a time. */
export const until = (check: () => unknown, timeout = 15_000): Promise<unknown> =>
  vi.waitFor(check, { timeout, interval: 10 });

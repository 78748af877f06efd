import { vi } from 'vitest';
import { patience } from '../setup/patience.ts';

/** Waits for what is expected, not for a time. */
export const until = (check: () => unknown, timeout = patience): Promise<unknown> =>
  vi.waitFor(check, { timeout, interval: 10 });

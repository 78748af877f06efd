import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createKeeper } from '../../../src/bots/chat/keep.ts';
import { times } from '../../../src/bots/chat/times.ts';
import type { Arrival } from '../../../src/core/arrivals.ts';

type Was = 'new' | 'kept' | 'done';

const stop: Arrival = { key: 'discord:message:1', surface: 'discord', body: '{}', at: new Date() };
const tooLate = times.keep + 100;

/** A store that stalls until it is let go, and keeps a key once. */
function stalling() {
  const rows = new Set<string>();
  const asked: (() => void)[] = [];
  const store = {
    keep: ({ key }: Arrival) =>
      new Promise<Was>((resolve) => {
        asked.push(() => {
          resolve(rows.has(key) ? 'kept' : 'new');
          rows.add(key);
        });
      }),
    forget: async (key: string) => void rows.delete(key),
  };
  const goOn = async (): Promise<void> => {
    for (const answer of asked.splice(0)) answer();
    await setImmediate();
    await setImmediate();
  };
  return { store, rows, goOn };
}

const outcome = (kept: Promise<Was>): Promise<string> =>
  kept.then(String, (error: unknown) => (error instanceof Error ? error.message : String(error)));

// Side by side: each waits until it is too late.
describe.concurrent('what is kept while the store stalls', () => {
  it('is somebody’s, where it was tried again before the first try was answered', async () => {
    const { store, rows, goOn } = stalling();
    const keep = createKeeper(store);
    const first = outcome(keep(stop));
    await sleep(tooLate);
    expect(await first).toMatch(/kept a delivery waiting/);
    const second = outcome(keep(stop));
    await goOn();
    expect(await second).toBe('new');
    expect([...rows]).toEqual([stop.key]);
  });

  it('is forgotten where nobody waits any more, and new when it comes again', async () => {
    const { store, rows, goOn } = stalling();
    const keep = createKeeper(store);
    const first = outcome(keep(stop));
    await sleep(tooLate);
    await first;
    await goOn();
    expect([...rows]).toEqual([]);
    const again = outcome(keep(stop));
    await setImmediate();
    await goOn();
    expect(await again).toBe('new');
    expect([...rows]).toEqual([stop.key]);
  });

  it('is one delivery’s, of two that bring it at once', async () => {
    const { store, goOn } = stalling();
    const keep = createKeeper(store);
    const both = [outcome(keep(stop)), outcome(keep(stop))];
    await setImmediate();
    await goOn();
    expect(await Promise.all(both)).toEqual(['new', 'kept']);
  });

  it('is not forgotten by whoever is slow, where another has it in hand', async () => {
    const { store, rows, goOn } = stalling();
    rows.add(stop.key);
    const keep = createKeeper(store);
    const late = outcome(keep(stop));
    await sleep(tooLate);
    await late;
    await goOn();
    expect([...rows]).toEqual([stop.key]);
  });
});

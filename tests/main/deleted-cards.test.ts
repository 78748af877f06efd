import { describe, expect, it } from 'vitest';
import type { Ask } from '../../src/core/ask/ask.ts';
import type { CardSubject } from '../../src/core/effect.ts';
import type { Posting } from '../../src/core/ports.ts';
import type { Run } from '../../src/core/run/run.ts';
import { createDeletedCards } from '../../src/main/deleted-cards.ts';
import { definition, gate, run, view } from '../core/cards/sample.ts';

const at = { channel: 'C1', thread: null, message: '1.1' };
const hour = 60 * 60_000;

/** A card of this subject stands there; what is true of it can be changed. */
function standing(subject: CardSubject | null, now: { ask?: Ask; run?: Run; at?: number } = {}) {
  const refreshed: string[] = [];
  const place = { surface: 'slack' as const, channel: 'C1' };
  const posting = (of: CardSubject): Posting => ({
    ...{ id: 'p1', runId: 'run_1', subject: of, place, ref: at, shown: 3, lost: null },
  });
  const deleted = createDeletedCards({
    postings: { at: async () => subject && posting(subject) },
    views: {
      ask: async () => (now.ask ? { ask: now.ask, run: run(), definition } : null),
      run: async () => (now.run ? view({ run: now.run }) : null),
    },
    refresh: async (id) => void refreshed.push(id),
    log: { info: () => undefined },
    now: () => now.at ?? 0,
  });
  return { deleted: () => deleted('slack', at), refreshed };
}

const asked = { kind: 'ask', id: 'ask_1' } as const;
const root = { kind: 'run', id: 'run_1' } as const;

describe('a card that somebody deleted', () => {
  it.each<[string, CardSubject | null, { ask?: Ask; run?: Run }, boolean]>([
    ['an open question', asked, { ask: gate({ status: 'open' }) }, true],
    ['a settled question', asked, { ask: gate({ status: 'withdrawn' }) }, false],
    ['a question that nobody knows any more', asked, {}, false],
    ['a run that goes on', root, { run: run({ status: 'running' }) }, true],
    ['a run that waits', root, { run: run({ status: 'paused' }) }, true],
    ['a run that is over', root, { run: run({ status: 'completed' }) }, false],
    ['words', { kind: 'message', id: 'm1' }, {}, false],
    ['a reminder', { kind: 'reminder', id: 'r1' }, {}, false],
    ['nothing of ours', null, {}, false],
  ])('of %s', async (_, subject, now, comesBack) => {
    const { deleted, refreshed } = standing(subject, now);
    await deleted();
    expect(refreshed).toEqual(comesBack ? ['p1'] : []);
  });

  it('comes back three times in an hour, and then leaves it to whoever deletes it', async () => {
    const now = { ask: gate({ status: 'open' }), at: 0 };
    const { deleted, refreshed } = standing(asked, now);
    for (let times = 0; times < 10; times += 1) await deleted();
    expect(refreshed).toHaveLength(3);
    now.at = hour + 1;
    await deleted();
    expect(refreshed).toHaveLength(4);
  });
});

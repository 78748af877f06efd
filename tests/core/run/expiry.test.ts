import { describe, expect, it } from 'vitest';
import { person } from './model/definition.ts';
import { Thread } from '../steering/thread.ts';

/** The draft of the story waits at a gate that closes after ten minutes; `over`: they have passed. */
function atGate({ over }: { over: boolean }): Thread {
  const thread = new Thread();
  for (const _stage of ['notes', 'story']) {
    thread.read();
    thread.finish();
  }
  const asks = thread.state.asks.map((ask) => (over ? { ...ask, expiresAt: thread.state.run.startedAt } : ask));
  thread.state = { ...thread.state, asks };
  return thread;
}

const expire = (thread: Thread) =>
  thread.tell({ kind: 'expire', actor: thread.worker, askId: thread.state.asks[0]!.id });

describe('a gate that nobody answers', () => {
  it('stays open until its time is over (P8)', () => {
    const thread = atGate({ over: false });
    expect(expire(thread)).toMatchObject({ refused: 'stale_work' });
    expect(thread.status).toBe('awaiting');
  });

  it('expires then, which is no rejection, and is asked again on Resume: nothing is made anew (P7, P8)', () => {
    const thread = atGate({ over: true });
    const [gate] = thread.state.asks;
    expect(expire(thread)).toMatchObject({ settled: [{ status: 'expired', outcome: { choice: null, by: null } }] });
    expect([thread.status, thread.hold]).toEqual(['paused', 'policy']);
    const { id: askId, revision } = gate!;
    const late = { askId, revision, choice: 'approve', words: null, confirmed: true, budget: null } as const;
    expect(thread.tell({ kind: 'answer', actor: person('ben'), ...late })).toHaveProperty('refused');
    const made = thread.state.attempts.length;
    thread.resume();
    expect(thread.status).toBe('awaiting');
    expect(thread.state.asks).toMatchObject([{ kind: 'gate', digest: gate!.digest, status: 'open' }]);
    expect(thread.state.asks[0]!.id).not.toBe(askId);
    expect([thread.state.attempts.length, thread.state.run.feedback]).toEqual([made, []]);
  });
});

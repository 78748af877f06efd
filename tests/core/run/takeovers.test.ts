import { expect, it } from 'vitest';
import { Thread } from '../steering/thread.ts';

/** The worker that has the stage in hand ends, and its lease runs out. */
function die(thread: Thread): void {
  const { attempts } = thread.state;
  const { id: attemptId, lease } = attempts.at(-1)!;
  const over = { ...lease!, until: new Date(0) };
  thread.state = { ...thread.state, attempts: attempts.map((it) => (it.lease ? { ...it, lease: over } : it)) };
  thread.tell({ kind: 'lapse', actor: thread.worker, attemptId });
}

it('a stage may end three workers; then a person is asked (R9)', () => {
  const thread = new Thread();
  for (const status of ['queued', 'queued', 'queued', 'blocked']) {
    thread.read();
    die(thread);
    expect(thread.status).toBe(status);
  }
  expect(thread.state.asks).toMatchObject([{ kind: 'blocker', status: 'open' }]);
});

import type { Decide } from '../core/ports.ts';

/** Makes the work of a queued run due once more; nothing else about it changes. */
export const redispatch: Decide = (state) => {
  const { run } = state;
  const attempt = state.attempts.findLast((it) => it.status === 'queued');
  if (run.status !== 'queued' || !attempt) return { refused: 'stale_work', why: 'status' };
  return {
    state,
    settled: [],
    versions: [],
    bodies: [],
    said: [],
    turns: [],
    entries: [],
    effects: [{ do: 'run_stage', runId: run.id, attemptId: attempt.id, epoch: attempt.epoch, dueAt: new Date() }],
    result: { kind: 'ok' },
  };
};

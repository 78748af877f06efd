import type { RunStatus } from './run.ts';

/** What people do to a run. `answer` is further guarded by the Ask, `edit` by the artifact. */
export type Verb = 'pause' | 'resume' | 'cancel' | 'rollback' | 'message' | 'answer' | 'edit' | 'change_mode';

/**
 * What is possible in each status (DESIGN.md section 3). Guards (permission, epoch, policy) are checked in addition, never instead.
 * Answers are also possible while a run is queued or running, since a suggestion waits beside a run that goes on.
 */
const table: Record<RunStatus, Record<Verb, boolean>> = {
  queued: row('pause cancel rollback message answer edit change_mode'),
  running: row('pause cancel rollback message answer edit change_mode'),
  awaiting: row('pause cancel rollback message answer edit change_mode'),
  paused: row('resume cancel rollback message answer edit change_mode'),
  blocked: row('cancel rollback message answer edit change_mode'),
  completed: row('rollback answer edit'),
  failed: row(''),
  cancelled: row('edit'),
};

function row(allowed: string): Record<Verb, boolean> {
  const words = new Set(allowed.split(' '));
  return {
    pause: words.has('pause'),
    resume: words.has('resume'),
    cancel: words.has('cancel'),
    rollback: words.has('rollback'),
    message: words.has('message'),
    answer: words.has('answer'),
    edit: words.has('edit'),
    change_mode: words.has('change_mode'),
  };
}

export const allows = (status: RunStatus, verb: Verb): boolean => table[status][verb];

import type { Checkpoint } from './run.ts';
import type { RunState } from './state.ts';

/** The newest one on the line that the run is on: those ahead of it were left behind by a rollback. */
export const lastCheckpoint = ({ run, checkpoints }: RunState): Checkpoint | undefined =>
  checkpoints.filter((c) => c.stage <= run.stage).at(-1);

import type { Draft } from './draft.ts';

/** Adds a checkpoint with the artifact versions that are in force now. */
export function addCheckpoint(d: Draft): void {
  const { run, state, event } = d;
  const number = Math.max(-1, ...state.checkpoints.map((c) => c.number)) + 1;
  const versions = Object.fromEntries(
    state.artifacts.flatMap(({ name, canon }) =>
      canon
        ? [[name, { number: canon.number, digest: canon.digest, length: canon.length, rehearsal: canon.rehearsal }]]
        : [],
    ),
  );
  d.addCheckpoint({ number, stage: run.stage, versions, spent: run.spent, at: event.at });
}

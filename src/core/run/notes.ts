import type { Attempt, Feedback, Run } from './run.ts';
import type { RunState } from './state.ts';

/** Notes on a Resume that this attempt has not read, because it was still at its step when they came. */
export const unreadNotes = ({ feedback }: Run, attempt: Attempt | undefined): Feedback[] =>
  feedback.filter((it) => it.kind === 'notes' && !attempt?.feedback.some((read) => isSame(read, it)));

const isSame = (one: Feedback, other: Feedback): boolean =>
  one.at.getTime() === other.at.getTime() && one.text === other.text;

/**
 * The notes that the next stage is to read, once a stage is over. After a command, only those from before it: notes about the command are
 * done with, although it read none.
 */
export function notesLeft({ run, definition, attempts, checkpoints }: RunState): Feedback[] {
  const isCommand = definition.pipeline.stages[run.stage]?.do === 'command';
  return isCommand ? earlier(run, checkpoints) : unreadNotes(run, attempts.at(-1));
}

/** The notes that nobody will read, if no stage is left that reads: those from before the present stage; at the end, all that are left. */
export const lateNotes = ({ run, definition, checkpoints }: RunState): Feedback[] =>
  run.stage < definition.pipeline.stages.length ? earlier(run, checkpoints) : run.feedback.filter(isNote);

/** The notes from before the stage in progress began. */
const earlier = ({ feedback }: Run, checkpoints: RunState['checkpoints']): Feedback[] => {
  const began = checkpoints.at(-1)?.at;
  return feedback.filter((it) => isNote(it) && began !== undefined && it.at <= began);
};

const isNote = ({ kind }: Feedback): boolean => kind === 'notes';

import type { Attempt, Feedback, Run } from './run.ts';
import type { RunState } from './state.ts';

/** What people noted on a Resume after this attempt was taken up: the Resume found it still at its step. */
export const unreadNotes = ({ feedback }: Run, attempt: Attempt | undefined): Feedback[] =>
  feedback.filter((it) => it.kind === 'notes' && !attempt?.feedback.some((read) => isSame(read, it)));

const isSame = (one: Feedback, other: Feedback): boolean =>
  one.at.getTime() === other.at.getTime() && one.text === other.text;

/** Of a stage that is over: what the next one is to read. A command reads nothing, but what was noted for it is done with. */
export function notesLeft({ run, definition, attempts, checkpoints }: RunState): Feedback[] {
  const isCommand = definition.pipeline.stages[run.stage]?.do === 'command';
  return isCommand ? earlier(run, checkpoints) : unreadNotes(run, attempts.at(-1));
}

/** Where no stage is left that reads: what an earlier one has left; at the end, all that is left. */
export const lateNotes = ({ run, definition, checkpoints }: RunState): Feedback[] =>
  run.stage < definition.pipeline.stages.length ? earlier(run, checkpoints) : run.feedback.filter(isNote);

/** Noted before the stage in progress began. */
const earlier = ({ feedback }: Run, checkpoints: RunState['checkpoints']): Feedback[] => {
  const began = checkpoints.at(-1)?.at;
  return feedback.filter((it) => isNote(it) && began !== undefined && it.at <= began);
};

const isNote = ({ kind }: Feedback): boolean => kind === 'notes';

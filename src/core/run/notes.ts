import type { Attempt, Feedback, Run } from './run.ts';

/** What people noted on a Resume after this attempt was taken up: the Resume found it still at its step. */
export const unreadNotes = ({ feedback }: Run, attempt: Attempt | undefined): Feedback[] =>
  feedback.filter((it) => it.kind === 'notes' && !attempt?.feedback.some((read) => isSame(read, it)));

const isSame = (one: Feedback, other: Feedback): boolean =>
  one.at.getTime() === other.at.getTime() && one.text === other.text;

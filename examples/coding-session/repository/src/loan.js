import { addDays, isSunday } from './date.js';

const lentFor = 21;

/** The day on which a book should be back. */
export function dueDay(lentOn) {
  const due = addDays(lentOn, lentFor);
  return isSunday(due) ? addDays(due, 1) : due;
}

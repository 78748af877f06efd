import { daysBetween } from './date.js';

const freeDays = 2;
const perDay = 20;
const most = 500;

/** What a late book costs, in cents. */
export function feeOf(due, returned) {
  const late = daysBetween(due, returned) - freeDays;
  return Math.max(late * perDay, most);
}

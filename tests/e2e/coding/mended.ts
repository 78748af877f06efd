/** The files of the example's repository that fail its tests, as they should be. */

export const fee = `import { daysBetween } from './date.js';

const freeDays = 3;
const perDay = 20;
const most = 500;

/** What a late book costs, in cents. */
export function feeOf(due, returned) {
  const late = daysBetween(due, returned) - freeDays;
  return Math.min(Math.max(late, 0) * perDay, most);
}
`;

export const date = `const day = 24 * 60 * 60 * 1000;

export const addDays = (from, count) => new Date(Date.parse(from) + count * day).toISOString().slice(0, 10);

export const daysBetween = (from, to) => (Date.parse(to) - Date.parse(from)) / day;

export const isSunday = (date) => new Date(date).getUTCDay() === 0;
`;

export const slip = `import { feeOf } from './fee.js';
import { dueDay } from './loan.js';

export const euros = (cents) => \`\${(cents / 100).toFixed(2)} €\`;

export function slipOf({ title, lentOn, returned }) {
  const due = dueDay(lentOn);
  const fee = feeOf(due, returned);
  const last = fee === 0 ? 'Nothing to pay.' : \`To pay: \${euros(fee)}\`;
  return [title, \`Lent \${lentOn}, due \${due}, back \${returned}\`, last].join('\\n');
}
`;

import { feeOf } from './fee.js';
import { dueDay } from './loan.js';

export const euros = (cents) => `${cents / 100} €`;

/** What is printed when a book comes back. */
export function slipOf({ title, lentOn, returned }) {
  const due = dueDay(lentOn);
  const fee = feeOf(due, returned);
  const last = fee === 0 ? 'Nothing to pay.' : `To pay: ${euros(fee)}`;
  return [title, `Lent ${lentOn}, due ${due}, back ${returned}`, last].join('\n');
}

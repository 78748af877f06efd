import type { OnLeftOut } from '../left-out.ts';
import type { Sender } from '../pool.ts';

/** What a list is read from, and who hears of what it leaves out. */
export interface Reader {
  pool: Sender;
  onLeftOut: OnLeftOut;
}

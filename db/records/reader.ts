import type { OnLeftOut } from '../left-out.ts';
import type { Sender } from '../pool.ts';

/** The connections from which a list is read, and who is told what it leaves out. */
export interface Reader {
  pool: Sender;
  onLeftOut: OnLeftOut;
}

import type { Courier } from '../delivery/courier.ts';
import type { Teller } from '../world/tell.ts';
import type { Ground } from '../web/method.ts';

/** What somebody's client works on. */
export interface Workspace extends Ground {
  teller: Teller;
  courier: Courier;
}

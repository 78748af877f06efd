import { canDecide } from '../ask/standing.ts';
import type { Callable, OpenAsk } from './reminder.ts';

/** With more names at once, everybody would believe that somebody else is meant. */
const mostCalled = 20;

/**
 * The people whom a step calls, of those who can still decide. The first step calls as many as are needed, beginning with whoever started the
 * run, and then in the policy's order. Each later step calls the next people too, and the last step everybody.
 */
export function whom(open: OpenAsk, people: readonly Callable[], step: number, last: number): Callable[] {
  const { ask, execution } = open;
  const missing = Math.max(1, ask.policy.quorum - ask.answers.filter((it) => it.revision === ask.revision).length);
  const most = step >= last ? mostCalled : Math.min(missing * (step + 1), mostCalled);
  const found: Callable[] = [];
  for (const one of people.toSorted((a, b) => rank(open, a) - rank(open, b))) {
    if (found.length < most && canDecide(ask, one.person, execution)) found.push(one);
  }
  return found;
}

function rank({ ask: { policy }, starterId }: OpenAsk, { person: { id } }: Callable): number {
  if (id === starterId) return -1;
  return policy.approvers === 'anyone-who-may-decide' ? 0 : policy.approvers.indexOf(id);
}

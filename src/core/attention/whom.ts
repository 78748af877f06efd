import { canDecide } from '../ask/standing.ts';
import type { Callable, OpenAsk } from './reminder.ts';

/** More names at once call nobody: each believes that another is meant. */
const mostCalled = 20;

/**
 * Whom a step of reminding calls, of those who can still decide: first as many as it takes, beginning with whoever started the run and
 * going by the policy's own order; at each later step the next as well; at the last one everybody.
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

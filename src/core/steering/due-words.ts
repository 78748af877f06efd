import type { Attempt } from '../run/run.ts';
import type { RunState } from '../run/state.ts';
import { standing } from './chain.ts';
import { isDue, type Message } from './message.ts';

/** What people said since; a writer that begins anew is told again what it was told, an agent's talk holds it. */
export function dueWords({ definition, messages }: RunState, attempt: Attempt): Message[] {
  const kind = definition.pipeline.stages[attempt.stage]?.do;
  if (kind === undefined || kind === 'command') return [];
  const isTold = (m: Message): boolean => kind === 'write' && m.deliveredTo === attempt.id;
  const waits = (m: Message): boolean => m.status === 'queued' && isDue(m, attempt.stage);
  return standing(messages.filter((m) => waits(m) || isTold(m)));
}

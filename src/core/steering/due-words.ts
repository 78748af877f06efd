import type { Attempt } from '../run/run.ts';
import type { RunState } from '../run/state.ts';
import { isDue, type Message } from './message.ts';

/** The messages that the next step is given. Those of a step that was lost are waiting again by then. */
export function dueWords({ definition, messages }: RunState, attempt: Attempt): Message[] {
  const kind = definition.pipeline.stages[attempt.stage]?.do;
  if (kind === undefined || kind === 'command') return [];
  return messages.filter((m) => m.status === 'queued' && isDue(m, attempt.stage));
}

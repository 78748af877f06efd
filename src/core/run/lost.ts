import type { Place } from '../project/definition.ts';
import type { Refusal } from '../refusal.ts';
import { Draft } from './draft.ts';
import { failRun } from './end.ts';
import type { RunEvent } from './event.ts';
import { isActive, type Run } from './run.ts';
import type { Decision, Definition, RunState } from './state.ts';

/** Stands in for a definition that can't be read. It has no stages, and only the places of the run's cards. */
export const lostDefinition = ({ pipelineId }: Pick<Run, 'pipelineId'>, places: Place[], lost: string): Definition => ({
  pipeline: { id: pipelineId, name: pipelineId, about: lost, parameters: [], stages: [] },
  ...{ roles: [], models: {}, people: [], director: null, places, folder: '', lost },
});

/**
 * A run whose definition is lost fails at whatever event comes next, since no choice would help. A run that had already ended stays as it
 * is, and accepts only events of its workers. Null if the usual rules decide.
 */
export function withoutDefinition(state: RunState, event: RunEvent): Decision | Refusal | null {
  const { lost } = state.definition;
  const { status } = state.run;
  if (lost === undefined) return null;
  if (!isActive(status)) return event.actor.kind === 'system' ? null : { refused: 'run_over', status };
  // Recorded as the program's own doing: whoever sent the event did not cause this, and may not even have been permitted to.
  const d = new Draft(state, { ...event, actor: { kind: 'system', name: 'sweep' } });
  failRun(d, lost);
  return d.decision({ kind: 'stand_down', why: lost });
}

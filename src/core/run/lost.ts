import type { Place } from '../project/definition.ts';
import type { Refusal } from '../refusal.ts';
import { Draft } from './draft.ts';
import { failRun } from './end.ts';
import type { RunEvent } from './event.ts';
import { isActive, type Run } from './run.ts';
import type { Decision, Definition, RunState } from './state.ts';

/** Stands in for a definition that can't be read: it knows no work, and no more than where the run's cards hang. */
export const lostDefinition = ({ pipelineId }: Pick<Run, 'pipelineId'>, places: Place[], lost: string): Definition => ({
  pipeline: { id: pipelineId, name: pipelineId, about: lost, parameters: [], stages: [] },
  ...{ roles: [], models: {}, people: [], director: null, places, folder: '', lost },
});

/**
 * A run whose definition is lost ends as failed, whatever it is told: no choice would help. One that had ended keeps its
 * end, and nothing but its workers' letting go counts. Null where the usual rules decide.
 */
export function withoutDefinition(state: RunState, event: RunEvent): Decision | Refusal | null {
  const { lost } = state.definition;
  const { status } = state.run;
  if (lost === undefined) return null;
  if (!isActive(status)) return event.actor.kind === 'system' ? null : { refused: 'run_over', status };
  // Whoever knocked did not do it, and may not even be permitted what they asked for.
  const d = new Draft(state, { ...event, actor: { kind: 'system', name: 'sweep' } });
  failRun(d, lost);
  return d.decision({ kind: 'stand_down', why: lost });
}

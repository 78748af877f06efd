import { may, type Requester } from '../people/actor.ts';
import type { Refusal } from '../refusal.ts';
import { wellFormed } from '../text.ts';
import { advance } from './advance.ts';
import { addCheckpoint } from './checkpoint.ts';
import { Draft } from './draft.ts';
import type { Execution } from '../project/definition.ts';
import { noCost, type Run, type Trigger } from './run.ts';
import { problemsOf, type RunConfig, type UsedModel } from './run-config.ts';
import type { Decision, Definition, RunState } from './state.ts';

/** The event that starts a run, a person's click or a program's call, with everything that the run will need from it. */
export interface StartEvent extends RunConfig {
  id: string;
  at: Date;
  actor: Requester;
  runId: string;
  projectId: string;
  definition: Definition;
  title: string;
  trigger: Trigger;
  /** Default: local. */
  execution?: Execution;
  /** The model of each role. */
  models: readonly UsedModel[];
}

export function start(given: StartEvent): Decision | Refusal {
  const event = wellFormed(given);
  const refusal = guard(event);
  if (refusal) return refusal;
  const d = new Draft(emptyState(event), event);
  const { source, id: trigger, context, recommendedBy } = event.trigger;
  d.record(
    'run.started',
    { trigger },
    { pipeline: event.definition.pipeline.id, mode: event.mode, source, context, recommendedBy },
  );
  addCheckpoint(d);
  advance(d);
  const decision = d.decision();
  const [first] = decision.entries;
  if (first) first.status = { from: null, to: decision.state.run.status };
  return decision;
}

function guard(event: StartEvent): Refusal | null {
  const { actor, definition, models, trigger } = event;
  if (!may(actor, 'operate')) return { refused: 'not_permitted', needs: 'operate' };
  if (trigger.id.trim() === '')
    return { refused: 'invalid', field: 'trigger', problem: 'A run needs the id of the action that starts it.' };
  const [problem] = problemsOf(definition.pipeline, event, models);
  return problem ?? null;
}

function emptyState(event: StartEvent): RunState {
  const run: Run = {
    id: event.runId,
    projectId: event.projectId,
    pipelineId: event.definition.pipeline.id,
    title: event.title,
    status: 'queued',
    hold: null,
    epoch: 1,
    version: 0,
    outputs: 0,
    stage: 0,
    round: 0,
    tries: 0,
    finished: null,
    mode: event.mode,
    brief: event.brief.trim(),
    parameters: event.parameters,
    budget: event.budget,
    spent: noCost,
    clearance: null,
    feedback: [],
    execution: event.execution ?? 'local',
    trigger: event.trigger,
    endings: 0,
    startedAt: event.at,
    endedAt: null,
  };
  const { definition } = event;
  return {
    run,
    definition,
    attempts: [],
    asks: [],
    checkpoints: [],
    artifacts: [],
    messages: [],
    grants: [],
    lastSteerer: null,
    lastEditor: null,
  };
}

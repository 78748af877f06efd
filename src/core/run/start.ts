import { may, type Requester } from '../people/actor.ts';
import type { ControlMode, Parameter, Pipeline } from '../project/definition.ts';
import type { Refusal } from '../refusal.ts';
import { wellFormed } from '../text.ts';
import { addCheckpoint, advance } from './advance.ts';
import { Draft } from './draft.ts';
import { noCost, type Budget, type Run, type Trigger } from './run.ts';
import type { Decision, Definition, RunState } from './state.ts';

/** A person's click, or a program's call, with everything that the run will ever need to know of it. */
export interface StartEvent {
  id: string;
  at: Date;
  actor: Requester;
  runId: string;
  projectId: string;
  definition: Definition;
  title: string;
  brief: string;
  parameters: Record<string, string>;
  mode: ControlMode;
  budget: Budget;
  trigger: Trigger;
  /** The model that each writing role would use: a money budget needs its price. */
  models: { role: string; name: string; priced: boolean }[];
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
  const { actor, brief, definition, budget, models, trigger } = event;
  if (!may(actor, 'operate')) return { refused: 'not_permitted', needs: 'operate' };
  if (trigger.id.trim() === '')
    return { refused: 'invalid', field: 'trigger', problem: 'a run needs the id of the action that starts it' };
  if (definition.pipeline.brief && brief.trim() === '')
    return { refused: 'invalid', field: 'brief', problem: 'write what it should be about' };
  const unpriced = budget.microUsd === null ? undefined : models.find((m) => !m.priced);
  if (unpriced) return { refused: 'unpriced_model', model: unpriced.name, role: unpriced.role };
  return wrongParameter(definition.pipeline, event.parameters);
}

function wrongParameter(pipeline: Pipeline, given: Record<string, string>): Refusal | null {
  for (const name of Object.keys(given)) {
    if (!pipeline.parameters.some((p) => p.name === name))
      return { refused: 'invalid', field: name, problem: 'this pipeline has no such parameter' };
  }
  for (const parameter of pipeline.parameters) {
    const problem = problemWith(parameter, given[parameter.name]?.trim() ?? '');
    if (problem) return { refused: 'invalid', field: parameter.name, problem };
  }
  return null;
}

function problemWith(parameter: Parameter, value: string): string | null {
  if (value === '') return parameter.required ? 'fill this in' : null;
  if (parameter.kind === 'number' && !Number.isFinite(Number(value))) return `“${value}” is not a number`;
  if (parameter.kind === 'choice' && !parameter.choices?.includes(value))
    return `choose one of: ${parameter.choices?.join(', ') ?? ''}`;
  return value.length > 4000 ? 'write at most 4000 characters' : null;
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
    lastSteerer: null,
    lastEditor: null,
  };
}

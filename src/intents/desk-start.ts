import { may, requesterId } from '../core/people/actor.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { preflight, type Preflight } from '../core/run/preflight.ts';
import { budgetFor, type RunConfig } from '../core/run/run-config.ts';
import { start } from '../core/run/start.ts';
import { runId } from './ids.ts';
import { modelsOf, startEventOf, type NewRun } from './new-run.ts';
import { record } from './reply.ts';
import type { RunOrder, Started, StartOrder } from '../core/desk.ts';
import type { ProjectRecord } from '../core/ports.ts';
import type { Pipeline } from '../core/project/definition.ts';
import type { Run } from '../core/run/run.ts';
import type { DeskCall } from './desk.ts';

interface Chosen {
  record: ProjectRecord;
  pipeline: Pipeline;
}

export async function preflightOrder(call: DeskCall, order: RunOrder): Promise<Preflight | Refusal> {
  const chosen = await choose(call, order);
  return isRefusal(chosen) ? refused(call, chosen) : check(call, chosen, order);
}

/** Makes the same checks as the preflight, and then starts the run. */
export async function startOrder(call: DeskCall, order: StartOrder): Promise<Started | Refusal> {
  if (!may(call.desk.actor, 'operate')) return refused(call, notPermitted);
  // A repeat is told the run that was started, even if the project has changed since and would not allow it now.
  const before = await findOwn(call, runId(call.desk.projectId, order.action));
  if (before) return { started: 'before', run: before };
  const chosen = await choose(call, order);
  if (isRefusal(chosen)) return refused(call, chosen);
  const checked = await check(call, chosen, order);
  if (!checked.ready) return { started: 'not_ready', preflight: checked };
  const { action, context, recommendedBy } = order;
  const trigger = { id: action, context, recommendedBy };
  return create(call, { ...chosen, config: checked.config, trigger });
}

async function create(call: DeskCall, asked: NewRun): Promise<Started | Refusal> {
  const { ports, visit, desk } = call;
  const decision = start(startEventOf(call, desk.actor, asked));
  const outcome = isRefusal(decision) ? decision : await ports.runs.create(decision, visit.delivery);
  if (!isRefusal(outcome)) return { started: 'now', run: outcome.state.run };
  const before = isRefusal(decision) || outcome.refused !== 'repeated' ? usedBy(outcome) : decision.state.run.id;
  const run = before === null ? null : await findOwn(call, before);
  return run ? { started: 'before', run } : refused(call, outcome);
}

const usedBy = (refusal: Refusal): string | null => (refusal.refused === 'used_trigger' ? refusal.runId : null);

/** Only a run that this key has started in this project: nobody is told about other people's runs in this way. */
async function findOwn({ ports, desk }: DeskCall, id: string): Promise<Run | null> {
  const run = (await ports.views.run(id))?.state.run;
  const isOwn = run?.projectId === desk.projectId && run.trigger.source === 'api_client';
  return run && isOwn && run.trigger.personId === requesterId(desk.actor) ? run : null;
}

const notPermitted: Refusal = { refused: 'not_permitted', needs: 'operate' };

async function choose({ ports, desk }: DeskCall, order: RunOrder): Promise<Chosen | Refusal> {
  if (!may(desk.actor, 'operate')) return notPermitted;
  const found = await ports.projects.find(desk.projectId);
  const pipeline = found?.project.pipelines.find((it) => it.id === order.pipelineId);
  return found && pipeline
    ? { record: found, pipeline }
    : { refused: 'not_found', what: 'pipeline', id: order.pipelineId };
}

async function check(call: DeskCall, chosen: Chosen, order: RunOrder): Promise<Preflight> {
  const { project } = chosen.record;
  const models = modelsOf(call.ports, project, chosen.pipeline);
  const { session, recommendedBy } = order;
  const found = recommendedBy === null ? null : ((await call.ports.views.ask(recommendedBy))?.ask ?? null);
  const origin = { projectId: call.desk.projectId, session, recommendedBy, found };
  return preflight(chosen.pipeline, configOf(chosen, order), models, origin);
}

function configOf({ record: { project }, pipeline }: Chosen, order: RunOrder): RunConfig {
  const own = pipeline.parameters.flatMap((it) => (it.default === undefined ? [] : [[it.name, it.default] as const]));
  return {
    brief: order.brief ?? pipeline.brief?.default ?? '',
    parameters: { ...Object.fromEntries(own), ...order.parameters },
    mode: order.mode ?? project.control_mode,
    budget: budgetFor(pipeline, order.budget),
  };
}

async function refused(call: DeskCall, refusal: Refusal): Promise<Refusal> {
  const { actor, projectId } = call.desk;
  await record(call, refusal, { projectId, runId: null, verb: 'run', actor });
  return refusal;
}

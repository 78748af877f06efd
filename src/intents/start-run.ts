import { oneLine } from '../core/cards/agent-text.ts';
import { explain } from '../core/cards/explain.ts';
import { plainText } from '../core/cards/plain.ts';
import { parameterField, runForm } from '../core/cards/forms/run-form.ts';
import { receipts } from '../core/cards/words/receipt.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { start, type StartEvent } from '../core/run/start.ts';
import { shown } from './forms.ts';
import { eventId, runId } from './ids.ts';
import { leadToRun } from './lead.ts';
import { done, refuse, told } from './reply.ts';
import { identify } from './visitor.ts';
import { readRun, type Problems, type RunValues, type Values } from './values.ts';
import type { FormToken } from '../core/cards/token.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { ProjectRecord } from '../core/ports.ts';
import type { Pipeline } from '../core/project/definition.ts';
import type { Trigger } from '../core/run/run.ts';
import type { Definition } from '../core/run/state.ts';
import type { Call } from './ports.ts';

type Token = Extract<FormToken, { form: 'run' }>;

/** The click that starts a run: the only way to one in chat (S3-02, S3-20). */
export async function startRun(call: Call, token: Token, values: Values): Promise<Reply> {
  const { projectId } = token;
  const record = await call.ports.projects.find(projectId);
  const pipeline = record?.project.pipelines.find((it) => it.id === token.pipelineId);
  const actor = record && (await identify(call, projectId));
  const attempted = { projectId, runId: null, verb: 'run', actor };
  if (record && !actor) return refuse(call, { refused: 'stranger' }, attempted);
  if (!record || !actor || !pipeline) {
    return refuse(call, { refused: 'not_found', what: 'pipeline', id: token.pipelineId }, attempted);
  }
  const form = { record, pipeline, token, values };
  const read = readRun(pipeline, values);
  if ('problems' in read) return back(form, read.problems);
  return create(call, actor, form, eventOf(call, actor, form, read));
}

interface Submitted {
  record: ProjectRecord;
  pipeline: Pipeline;
  token: Token;
  values: Values;
}

async function create(call: Call, actor: PersonActor, form: Submitted, event: StartEvent): Promise<Reply> {
  const decision = start(event);
  const outcome = isRefusal(decision) ? decision : await call.ports.runs.create(decision, call.visit.delivery);
  if (!isRefusal(outcome)) {
    const { run, definition } = outcome.state;
    return done(receipts.started(run.title, definition.pipeline.stages.length));
  }
  if (outcome.refused === 'used_trigger') return startedAlready(call, actor, outcome.runId);
  const field = fieldOf(outcome, form.pipeline);
  if (field !== null) return back(form, { [field]: problemOf(call, outcome) });
  return refuse(call, outcome, { projectId: event.projectId, runId: null, verb: 'run', actor });
}

/** A second press of the same form (P4): the run that the first one started, not another. */
async function startedAlready(call: Call, actor: PersonActor, id: string): Promise<Reply> {
  const view = await call.ports.views.run(id);
  const text = receipts.startedAlready();
  return view ? leadToRun(call, actor, view, text) : told(text);
}

const back = ({ record, pipeline, token, values }: Submitted, problems: Problems): Reply =>
  shown(runForm({ project: record.project, pipeline, actionId: token.actionId }, { values, problems }));

/** Where on the form a refusal belongs; null when no other words in it would help. */
function fieldOf(refusal: Refusal, pipeline: Pipeline): string | null {
  if (refusal.refused === 'unpriced_model') return 'budget_usd';
  if (refusal.refused !== 'invalid') return null;
  const { field } = refusal;
  if (pipeline.parameters.some((parameter) => parameter.name === field)) return parameterField(field);
  return field === 'brief' || field === 'mode' ? field : '';
}

const problemOf = (call: Call, refusal: Refusal): string =>
  refusal.refused === 'invalid' ? refusal.problem : plainText(explain(refusal, call.visit.at));

function eventOf(call: Call, actor: PersonActor, form: Submitted, values: RunValues): StartEvent {
  const { project } = form.record;
  const { ports, visit } = call;
  const handles = new Set(form.pipeline.stages.flatMap((stage) => (stage.do === 'write' ? [stage.role] : [])));
  const roles = project.roles.filter((role) => handles.has(role.handle));
  return {
    ...values,
    id: eventId(visit.delivery),
    at: visit.at,
    actor,
    runId: runId(form.token.actionId),
    projectId: project.project,
    definition: definitionOf(form),
    title: titleOf(form.pipeline, values),
    trigger: triggerOf(call, actor, form.token.actionId),
    models: roles.map((role) => ({ role: role.handle, ...ports.modelOf(project, role) })),
  };
}

/** Stored with the run: a changed file never changes it. */
function definitionOf({ record, pipeline }: Submitted): Definition {
  const { roles, models, people, places, director } = record.project;
  return { pipeline, roles, models, people, places, director: director ?? null, folder: record.folder };
}

const triggerOf = ({ visit }: Call, actor: PersonActor, id: string): Trigger => ({
  id,
  source: visit.source,
  personId: actor.personId,
  personName: actor.name,
  where: visit.where,
  at: visit.at,
  context: {},
  recommendedBy: null,
  recommendedConfig: null,
});

/** What the project file says, else the first line of the brief, else the pipeline with what sets this run of it apart. */
function titleOf(pipeline: Pipeline, { brief, parameters }: RunValues): string {
  if (pipeline.title !== undefined) {
    return oneLine(
      pipeline.title.replace(/\{([a-z0-9_-]+)\}/g, (_, name: string) => parameters[name] ?? ''),
      80,
    );
  }
  const [line = ''] = brief.split('\n');
  if (line.trim() !== '') return oneLine(line, 80);
  const first = pipeline.parameters[0] && parameters[pipeline.parameters[0].name];
  return oneLine(first ? `${pipeline.name}: ${first}` : pipeline.name, 80);
}

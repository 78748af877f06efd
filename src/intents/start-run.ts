import { explain } from '../core/cards/explain.ts';
import { plainText } from '../core/cards/plain.ts';
import { describedBy, parameterField, runForm } from '../core/cards/forms/run-form.ts';
import { runFormWords } from '../core/cards/words/form.ts';
import { receipts } from '../core/cards/words/receipt.ts';
import type { PersonActor } from '../core/people/actor.ts';
import { isRefusal } from '../core/refusal.ts';
import { problemsOf, type ConfigProblem, type UsedModel } from '../core/run/run-config.ts';
import { start, type StartEvent } from '../core/run/start.ts';
import { shown } from './forms.ts';
import { formAction, runId } from './ids.ts';
import { leadToRun } from './lead.ts';
import { modelsOf, startEventOf } from './new-run.ts';
import { whyNoCard } from './no-card.ts';
import { done, refuse, told } from './reply.ts';
import { identify, lacks } from './visitor.ts';
import { readRun, type Problems, type Values } from './values.ts';
import type { FormToken } from '../core/cards/token.ts';
import type { Reply } from '../core/intent.ts';
import type { ProjectRecord } from '../core/ports.ts';
import type { Pipeline } from '../core/project/definition.ts';
import type { Call } from './ports.ts';

type Token = Extract<FormToken, { form: 'run' }>;

/** The submitted form that starts a run: in chat, the only way to start one (S3-02, S3-20). */
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
  const refusal = lacks(actor, 'operate');
  if (refusal) return refuse(call, refusal, attempted);
  return submitRun(call, actor, { record, pipeline, token, values });
}

async function submitRun(call: Call, actor: PersonActor, form: Submitted): Promise<Reply> {
  const { record, pipeline, token, values } = form;
  const { projectId } = token;
  const trigger = { id: formAction(projectId, token.actionId), context: {}, recommendedBy: null };
  const { config, problems } = readRun(pipeline, values);
  const models = modelsOf(call.ports, record.project, pipeline);
  if (isOther(form, models)) {
    const before = await call.ports.views.run(runId(projectId, trigger.id));
    return before ? leadToRun(call, actor, before, receipts.startedAlready()) : back(form, models, changed(problems));
  }
  if (!config) return back(form, models, problems);
  const event = startEventOf(call, actor, { record, pipeline, config, trigger });
  const all = { ...problemsIn(call, pipeline, event), ...problems };
  return Object.keys(all).length > 0 ? back(form, event.models, all) : create(call, actor, event);
}

/** Whether the project file has changed since the form was drawn: what Run would start is then not what the form described (P13). */
const isOther = ({ record, pipeline, token }: Submitted, models: readonly UsedModel[]): boolean =>
  token.described !== undefined && token.described !== describedBy({ project: record.project, pipeline, models });

const changed = (problems: Problems): Problems => ({ ...problems, '': runFormWords.changed });

interface Submitted {
  record: ProjectRecord;
  pipeline: Pipeline;
  token: Token;
  values: Values;
}

async function create(call: Call, actor: PersonActor, event: StartEvent): Promise<Reply> {
  const decision = start(event);
  const outcome = isRefusal(decision) ? decision : await call.ports.runs.create(decision, call.visit.delivery);
  if (!isRefusal(outcome)) {
    const { run, definition } = outcome.state;
    const why = await whyNoCard(call, run);
    const text = receipts.started({ title: run.title, stages: definition.pipeline.stages.length, runId: run.id, why });
    return why === null ? done(text) : told(text);
  }
  if (outcome.refused === 'used_trigger') return startedAlready(call, actor, outcome.runId);
  return refuse(call, outcome, { projectId: event.projectId, runId: null, verb: 'run', actor });
}

/** The same form was submitted before (P4): leads to the run that it started then. */
async function startedAlready(call: Call, actor: PersonActor, id: string): Promise<Reply> {
  const view = await call.ports.views.run(id);
  const text = receipts.startedAlready();
  return view ? leadToRun(call, actor, view, text) : told(text);
}

const back = (form: Submitted, models: readonly UsedModel[], problems: Problems): Reply => {
  const { record, pipeline, token, values } = form;
  const about = { project: record.project, pipeline, models, actionId: token.actionId };
  return shown(runForm(about, { values, problems }));
};

/** The problems that the rules find, by the form's field; the empty name stands for the form as a whole. */
function problemsIn(call: Call, pipeline: Pipeline, event: StartEvent): Problems {
  const found = problemsOf(pipeline, event, event.models).map((problem) => [
    fieldOf(problem, pipeline),
    problem.refused === 'invalid' ? problem.problem : plainText(explain(problem, call.visit.at)),
  ]);
  return Object.fromEntries(found) as Problems;
}

function fieldOf(problem: ConfigProblem, pipeline: Pipeline): string {
  if (problem.refused === 'unpriced_model') return 'budget_usd';
  const { field } = problem;
  if (pipeline.parameters.some((parameter) => parameter.name === field)) return parameterField(field);
  return field === 'brief' ? field : '';
}

import { editForm } from '../core/cards/forms/edit-form.ts';
import { parameterField, pipelineForm, runForm, type Typed } from '../core/cards/forms/run-form.ts';
import { lookWords } from '../core/cards/words/receipt.ts';
import { notNow } from '../core/run/hold.ts';
import { allows } from '../core/run/status.ts';
import { actionId } from './ids.ts';
import { modelsOf } from './new-run.ts';
import { attemptedOn, refuse, told } from './reply.ts';
import { lacks } from './visitor.ts';
import type { Form } from '../core/cards/card.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { ProjectRecord } from '../core/ports.ts';
import type { RunState } from '../core/run/state.ts';
import type { Run } from '../core/run/run.ts';
import type { Call } from './ports.ts';

export const shown = (form: Form): Reply => ({ kind: 'form', form });

/** The form of a new run, prefilled with what is given. If there are several pipelines and none is named, asks for the pipeline first. */
export async function openRunForm(
  call: Call,
  actor: PersonActor,
  { project }: ProjectRecord,
  wanted: { pipelineId: string | null; typed?: Typed },
): Promise<Reply> {
  const attempted = { projectId: project.project, runId: null, verb: 'run', actor };
  const refusal = lacks(actor, 'operate');
  if (refusal) return refuse(call, refusal, attempted);
  const [first, ...others] = project.pipelines;
  const pipeline = project.pipelines.find((it) => it.id === wanted.pipelineId);
  if (wanted.pipelineId !== null && !pipeline) {
    return refuse(call, { refused: 'not_found', what: 'pipeline', id: wanted.pipelineId }, attempted);
  }
  const chosen = pipeline ?? (others.length === 0 ? first : undefined);
  if (!chosen) return shown(pipelineForm(project));
  const models = modelsOf(call.ports, project, chosen);
  return shown(runForm({ project, pipeline: chosen, models, actionId: actionId(call.visit.delivery) }, wanted.typed));
}

/** What prefills the form of a new run like this one. Nothing is started by that (P17). */
export function likeRun(run: Run): { pipelineId: string; typed: Typed } {
  const parameters = Object.entries(run.parameters).map(([name, value]) => [parameterField(name), value] as const);
  const values = { brief: run.brief, mode: run.mode, ...Object.fromEntries(parameters) };
  return { pipelineId: run.pipelineId, typed: { values, problems: {} } };
}

/** Opens the form to edit an artifact. Without a name: that of the only artifact, or else the names to choose from. */
export async function openEditForm(
  call: Call,
  actor: PersonActor,
  state: RunState,
  name: string | null,
): Promise<Reply> {
  const { run } = state;
  const attempted = attemptedOn(run, 'edit', actor);
  const refusal = lacks(actor, 'edit') ?? (allows(run.status, 'edit') ? null : notNow(run, 'edit'));
  if (refusal) return refuse(call, refusal, attempted);
  const editable = state.artifacts.filter((artifact) => artifact.canon !== null);
  const wanted = name ?? (editable.length === 1 ? (editable[0]?.name ?? null) : null);
  if (wanted === null) return told(lookWords.artifacts(editable.map((artifact) => artifact.name)));
  const form = await editFormOf(call, state, wanted);
  return form ? shown(form) : refuse(call, { refused: 'not_found', what: 'text', id: wanted }, attempted);
}

/** The form to edit the version in force; null if there is none, or if its text was redacted. */
export async function editFormOf(call: Call, state: RunState, name: string, typed?: Typed): Promise<Form | null> {
  const canon = state.artifacts.find((artifact) => artifact.name === name)?.canon;
  if (!canon) return null;
  const text = (await call.ports.bodies.read([canon.digest])).get(canon.digest);
  return text === undefined
    ? null
    : editForm({ runId: state.run.id, artifact: name, version: canon.number, text }, typed);
}

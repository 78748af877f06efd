import { oneLine } from '../core/cards/agent-text.ts';
import { requesterId, type Requester } from '../core/people/actor.ts';
import { eventId, runId } from './ids.ts';
import type { ProjectRecord } from '../core/ports.ts';
import type { Pipeline, Project } from '../core/project/definition.ts';
import type { RunConfig, UsedModel } from '../core/run/run-config.ts';
import type { StartEvent } from '../core/run/start.ts';
import type { Trigger } from '../core/run/run.ts';
import type { Definition } from '../core/run/state.ts';
import type { Call, DoorPorts } from './ports.ts';

/** A run that somebody wants to start, by a form or through the API. */
export interface NewRun {
  record: ProjectRecord;
  pipeline: Pipeline;
  config: RunConfig;
  trigger: Pick<Trigger, 'id' | 'context' | 'recommendedBy'>;
}

export function startEventOf(call: Call, actor: Requester, asked: NewRun): StartEvent {
  const { project } = asked.record;
  const { visit } = call;
  return {
    ...asked.config,
    id: eventId(visit.delivery),
    at: visit.at,
    actor,
    runId: runId(project.project, asked.trigger.id),
    projectId: project.project,
    definition: definitionOf(asked),
    title: titleOf(asked.pipeline, asked.config),
    execution: project.execution,
    trigger: triggerOf(call, actor, asked.trigger),
    models: modelsOf(call.ports, project, asked.pipeline),
  };
}

export function modelsOf(
  ports: DoorPorts,
  project: Pick<Project, 'roles' | 'models'>,
  pipeline: Pipeline,
): UsedModel[] {
  const handles = new Set(pipeline.stages.flatMap((stage) => (stage.do === 'command' ? [] : [stage.role])));
  const roles = project.roles.filter((role) => handles.has(role.handle));
  return roles.map((role) => ({ role: role.handle, ...ports.modelOf(project, role) }));
}

/** Stored with the run, so that changing the project file doesn't change it. */
function definitionOf({ record, pipeline }: NewRun): Definition {
  const { roles, models, people, places, director = null, default_policy: defaultPolicy } = record.project;
  return { pipeline, roles, models, people, places, director, defaultPolicy, folder: record.folder };
}

const triggerOf = ({ visit }: Call, actor: Requester, trigger: NewRun['trigger']): Trigger => ({
  ...trigger,
  source: visit.source,
  personId: requesterId(actor),
  personName: actor.name,
  where: visit.where,
  at: visit.at,
  recommendedConfig: null,
});

/** What the project file says, else the first line of the brief, else the pipeline's name and the first parameter. */
function titleOf(pipeline: Pipeline, { brief, parameters }: RunConfig): string {
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

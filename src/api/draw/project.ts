import type { z } from 'zod';
import type { pipelineSchema, projectDetailSchema, projectSchema } from '../../core/api/project.ts';
import type { Parameter, Pipeline, Project } from '../../core/project/definition.ts';
import type { Stage } from '../../core/project/stage.ts';

export const drawProject = ({ project, name, about, control_mode }: Project): z.infer<typeof projectSchema> => ({
  id: project,
  name,
  about: about ?? null,
  control_mode,
});

export const drawProjectDetail = (project: Project): z.infer<typeof projectDetailSchema> => ({
  ...drawProject(project),
  pipelines: project.pipelines.map(drawPipeline),
});

const drawPipeline = ({ id, name, about, ...pipeline }: Pipeline): z.infer<typeof pipelineSchema> => ({
  ...{ id, name, about },
  brief: pipeline.brief ? { label: pipeline.brief.label, default: pipeline.brief.default ?? null } : null,
  parameters: pipeline.parameters.map(drawParameter),
  budget: { usd: pipeline.budget?.usd ?? null, tokens: pipeline.budget?.tokens ?? null },
  stages: pipeline.stages.map(drawStage),
});

const drawParameter = ({ name, label, kind, required, ...parameter }: Parameter) => ({
  ...{ name, label, kind, required },
  help: parameter.help ?? null,
  choices: parameter.choices ?? [],
  default: parameter.default ?? null,
});

const drawStage = (stage: Stage) => ({
  id: stage.id,
  name: stage.name,
  do: stage.do,
  makes: stage.makes,
  gate: stage.gate?.when ?? null,
  irreversible: stage.do === 'command' && stage.irreversible,
});

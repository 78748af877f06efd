import { createRoute } from '@hono/zod-openapi';
import { projectDetailSchema, projectsSchema } from '../../core/api/project.ts';
import { drawProject, drawProjectDetail } from '../draw/project.ts';
import { faults } from '../faults.ts';
import type { Api } from '../parts.ts';
import { problem } from '../problem.ts';
import { answers, problems, projectParam } from '../shared.ts';

const list = createRoute({
  method: 'get',
  path: '/projects',
  operationId: 'listProjects',
  summary: 'The projects that this key opens',
  responses: { 200: answers(projectsSchema, 'The one project that the key opens.'), default: problems },
});

const get = createRoute({
  method: 'get',
  path: '/projects/{project_id}',
  operationId: 'getProject',
  summary: 'A project, with its pipelines and their parameters',
  request: { params: projectParam },
  responses: { 200: answers(projectDetailSchema, 'The project.'), default: problems },
});

export function addProjects(api: Api): void {
  api.openapi(list, (c) => c.json({ items: [drawProject(c.get('record').project)] }, 200));

  api.openapi(get, (c) => {
    const { project } = c.get('record');
    const isOurs = c.req.valid('param').project_id === project.project;
    return isOurs ? c.json(drawProjectDetail(project), 200) : problem(c, faults.noSuch('project'));
  });
}

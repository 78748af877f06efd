import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { artifactsSchema, versionTextSchema } from '../../core/api/artifact.ts';
import { idSchema } from '../../core/api/fields.ts';
import { drawArtifact, drawVersionText } from '../draw/artifact.ts';
import { faults } from '../faults.ts';
import type { Api, ApiParts } from '../parts.ts';
import { problem } from '../problem.ts';
import { answers, problems, runParam } from '../shared.ts';
import { findRun } from './runs.ts';

const list = createRoute({
  method: 'get',
  path: '/runs/{run_id}/artifacts',
  operationId: 'listArtifacts',
  summary: 'What a run has made, with every version',
  request: { params: runParam },
  responses: { 200: answers(artifactsSchema, 'All artifacts of the run.'), default: problems },
});

const versionParam = z.object({
  artifact_id: idSchema,
  number: z.coerce.number().int().min(1).max(2_147_483_647),
});

const version = createRoute({
  method: 'get',
  path: '/artifacts/{artifact_id}/versions/{number}',
  operationId: 'getVersion',
  summary: 'A version of an artifact, with its text',
  request: { params: versionParam },
  responses: { 200: answers(versionTextSchema, 'The version.'), default: problems },
});

export function addArtifacts(api: Api, parts: ApiParts): void {
  api.openapi(list, async (c) => {
    const view = await findRun(parts, c, c.req.valid('param').run_id);
    if (!view) return problem(c, faults.noSuch('run'));
    const found = await parts.records.artifacts(view.state.run.id);
    return c.json({ items: found.map(drawArtifact) }, 200);
  });

  api.openapi(version, async (c) => {
    const { artifact_id, number } = c.req.valid('param');
    const found = await parts.records.artifact(artifact_id, [number]);
    const isOurs = found?.artifact.projectId === c.get('key').projectId;
    const wanted = isOurs ? found.versions.find((it) => it.number === number) : undefined;
    if (!wanted) return problem(c, faults.noSuch('version'));
    const text = (await parts.bodies.read([wanted.digest])).get(wanted.digest);
    return c.json(drawVersionText(wanted, text ?? null), 200);
  });
}

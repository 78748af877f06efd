import type { Context } from 'hono';
import type { ApiEnv } from './parts.ts';

/** The key's project, or none if the request asks for another one. */
export function projectsAsked(c: Context<ApiEnv>, asked: string | undefined): string[] {
  const { projectId } = c.get('key');
  return asked === undefined || asked === projectId ? [projectId] : [];
}

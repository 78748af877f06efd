import type { Context } from 'hono';
import type { ApiEnv } from './parts.ts';

/** The key's project; nothing where another one is asked for. */
export function projectsAsked(c: Context<ApiEnv>, asked: string | undefined): string[] {
  const { projectId } = c.get('key');
  return asked === undefined || asked === projectId ? [projectId] : [];
}

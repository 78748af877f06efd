import type { Context } from 'hono';
import { z } from 'zod';
import { digestOf } from '../core/digest.ts';
import type { DeskVisit } from '../core/desk.ts';
import { faults } from './faults.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { problem } from './problem.ts';

/** The header of all requests that change something and have no action id. */
export const idempotency = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'printable ASCII without spaces, at most 200 characters')
    .meta({
      description:
        'A new one for each thing that you want done; a repeat with the same one does nothing twice. Kept for 7 days.',
    }),
});

/** Marks the response to a repeat, whose status and state are the present ones. */
export const replayed = { 'Idempotency-Replayed': 'true' };

/** A visit at the desk, whose delivery key contains the API key's id. Refused if another request used the same `name` before. */
export async function visitAs(
  parts: ApiParts,
  c: Context<ApiEnv>,
  name: string,
  body: unknown,
): Promise<DeskVisit | ReturnType<typeof problem>> {
  const { id: keyId } = c.get('key');
  const digest = digestOf({ path: c.req.path, body });
  const isSame = await parts.requests.isSame(keyId, name, digest);
  return isSame ? visit(c, `api/${keyId}/${name}`) : problem(c, faults.reusedKey(name));
}

export const visit = (c: Context<ApiEnv>, delivery: string): DeskVisit => ({
  actor: c.get('requester'),
  projectId: c.get('key').projectId,
  delivery,
  at: new Date(),
});

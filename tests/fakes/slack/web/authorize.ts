import type { Json } from '../world/message.ts';
import type { World } from '../world/world.ts';
import { type Method, no } from './method.ts';

/** Why this token may not do that; null when it may. https://docs.slack.dev/authentication/tokens */
export function refuseToken(token: string | undefined, method: Method, args: Json, world: World): Json | null {
  const { app } = world;
  if (token === undefined || token === '') return no('not_authed');
  const kind = token === app.botToken ? 'bot' : token === app.appToken ? 'app' : null;
  if (kind === null) return no('invalid_auth');
  if (kind === 'bot' && world.isRevoked) return no('token_revoked');
  if (kind !== method.token) return no('not_allowed_token_type');
  const provided = kind === 'bot' ? app.scopes : app.appScopes;
  const needed = typeof method.scopes === 'function' ? method.scopes(args, world) : method.scopes;
  if (needed.length === 0 || needed.some((it) => provided.includes(it))) return null;
  return no('missing_scope', { needed: needed.join(','), provided: provided.join(',') });
}

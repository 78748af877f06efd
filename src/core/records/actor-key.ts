import { requesterId, type Actor } from '../people/actor.ts';

/** One name for whoever acted: a person's id, `client:` and a key's id, or `system:` and the part of the program. */
export const actorKeyOf = (actor: Actor): string =>
  actor.kind === 'system' ? `system:${actor.name}` : requesterId(actor);

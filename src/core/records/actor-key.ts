import { requesterId, type Actor } from '../people/actor.ts';

/** The key of an actor in filters: a person's id, `client:` with a key's id, or `system:` with the part of the program. */
export const actorKeyOf = (actor: Actor): string =>
  actor.kind === 'system' ? `system:${actor.name}` : requesterId(actor);

import type { Actor } from '../people/actor.ts';

/** One name for whoever acted: a person's id, or `system:` and the part of the program. No person's id has a colon. */
export const actorKeyOf = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : `system:${actor.name}`);

import { oneLine } from '../../cards/agent-text.ts';
import type { Actor, SystemActor } from '../../people/actor.ts';

const parts: Record<SystemActor['name'], string> = {
  worker: 'A worker',
  timer: 'The timer',
  sweep: 'The sweep',
  director: 'The director',
  chat: 'The chat',
};

/** Who did it, at the head of a sentence. */
export const actorName = (actor: Actor): string =>
  actor.kind === 'system' ? parts[actor.name] : oneLine(actor.name) || 'Somebody unknown';

const kinds: Record<Actor['kind'], string> = { person: 'Person', client: 'Program', system: 'Part of Wheelhouse' };

export const actorKind = (actor: Actor): string => kinds[actor.kind];

/** The same, from what a filter knows of somebody: the key and the name in one of their entries. */
export function actorLabel({ id, name }: { id: string; name: string }): string {
  const [kind, part = ''] = id.split(':');
  if (id === '') return 'Unknown accounts';
  return kind === 'system' && part in parts ? parts[part as SystemActor['name']] : oneLine(name) || id;
}

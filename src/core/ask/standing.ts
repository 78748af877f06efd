import { permissionsOf } from '../people/permissions.ts';
import type { Person } from '../project/definition.ts';
import type { Refusal } from '../refusal.ts';
import type { Ask, Choice } from './ask.ts';
import { foresee } from './foresee.ts';

/** How one person stands to an open Ask, before they answer it. */
export interface Standing {
  /** Why its first choice, the one that goes on, is not theirs to make; null when it is. */
  barred: Refusal | null;
  /** What they may choose nevertheless: exclusion bars from approving, never from rejecting. */
  choices: readonly Choice['id'][];
}

export function standingOf(ask: Ask, person: Person): Standing {
  const actor = { personId: person.id, permissions: permissionsOf(person) };
  const found = ask.choices.map(({ id }) => ({
    id,
    refusal: foresee(ask, { choice: id, revision: ask.revision, actor }),
  }));
  return {
    barred: found[0]?.refusal ?? null,
    choices: found.flatMap(({ id, refusal }) => (refusal ? [] : [id])),
  };
}

/** Who can still make its first choice. */
export const deciders = (ask: Ask, people: readonly Person[]): Person[] =>
  people.filter((person) => standingOf(ask, person).barred === null);

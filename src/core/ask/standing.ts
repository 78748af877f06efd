import { entrantOf } from '../people/entitlement.ts';
import { permissionsOf } from '../people/permissions.ts';
import type { KnownPerson } from '../ports.ts';
import type { Execution } from '../project/definition.ts';
import type { Refusal } from '../refusal.ts';
import type { Ask, Choice } from './ask.ts';
import { foresee } from './foresee.ts';
import { cantUnblock } from './unblock.ts';

/** How one person stands to an open Ask, before they answer it. */
export interface Standing {
  /** Why its first choice, the one that goes on, is not theirs to make; null when it is. */
  barred: Refusal | null;
  /** What they may choose nevertheless: exclusion bars from approving, never from rejecting. */
  choices: readonly Choice['id'][];
}

/** A person before an Ask, and where its run is executed. */
interface Before {
  person: KnownPerson;
  execution: Execution;
}

/** Why one of its choices is not theirs to make, as it is asked now. */
export function cantChoose(ask: Ask, choice: Choice['id'], { person, execution }: Before): Refusal | null {
  const actor = { personId: person.id, permissions: permissionsOf(person) };
  const refusal = foresee(ask, { choice, revision: ask.revision, actor });
  return refusal ?? (ask.kind === 'blocker' ? cantUnblock(entrantOf(person), choice, execution) : null);
}

export function standingOf(ask: Ask, person: KnownPerson, execution: Execution): Standing {
  const found = ask.choices.map(({ id }) => ({ id, refusal: cantChoose(ask, id, { person, execution }) }));
  return {
    barred: found[0]?.refusal ?? null,
    choices: found.flatMap(({ id, refusal }) => (refusal ? [] : [id])),
  };
}

/** Whether somebody can still make its first choice. */
export const canDecide = (ask: Ask, person: KnownPerson, execution: Execution): boolean =>
  standingOf(ask, person, execution).barred === null;

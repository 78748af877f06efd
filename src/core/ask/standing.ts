import { entrantOf } from '../people/entitlement.ts';
import { permissionsOf } from '../people/permissions.ts';
import type { KnownPerson } from '../ports.ts';
import type { Execution } from '../project/definition.ts';
import type { Refusal } from '../refusal.ts';
import type { Ask, Choice } from './ask.ts';
import { foresee } from './foresee.ts';
import { cantUnblock } from './unblock.ts';

/** What one person may choose at an open Ask. */
export interface Standing {
  /** Why they may not make the first choice, which lets the run go on; null if they may. */
  barred: Refusal | null;
  /** The choices that they may make: exclusion bars from approving, never from rejecting. */
  choices: readonly Choice['id'][];
}

/** A person who looks at an Ask, and where its run is executed. */
interface Before {
  person: KnownPerson;
  execution: Execution;
}

/** Why this person may not make this choice now; null if they may. */
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

/** Whether this person may make the first choice. */
export const canDecide = (ask: Ask, person: KnownPerson, execution: Execution): boolean =>
  standingOf(ask, person, execution).barred === null;

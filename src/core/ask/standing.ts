import { cantDo, entrantOf, notEntitled } from '../people/entitlement.ts';
import { permissionsOf } from '../people/permissions.ts';
import type { KnownPerson } from '../ports.ts';
import type { Execution, Person } from '../project/definition.ts';
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

/** A person before an Ask, and where its run is executed: null leaves the plan aside. */
interface Before {
  person: KnownPerson;
  execution: Execution | null;
}

/** Why one of its choices is not theirs to make, as it is asked now. */
export function cantChoose(ask: Ask, choice: Choice['id'], { person, execution }: Before): Refusal | null {
  const actor = { personId: person.id, permissions: permissionsOf(person) };
  const refusal = foresee(ask, { choice, revision: ask.revision, actor });
  // What goes on from a block, or ends it, acts on the run: that is the plan's too.
  if (refusal || execution === null || ask.kind !== 'blocker') return refusal;
  if (choice === 'resume') return notEntitled(entrantOf(person), execution);
  return choice === 'cancel' || choice === 'rollback' ? cantDo(entrantOf(person), choice, execution) : null;
}

export function standingOf(ask: Ask, person: KnownPerson, execution: Execution | null = null): Standing {
  const found = ask.choices.map(({ id }) => ({ id, refusal: cantChoose(ask, id, { person, execution }) }));
  return {
    barred: found[0]?.refusal ?? null,
    choices: found.flatMap(({ id, refusal }) => (refusal ? [] : [id])),
  };
}

/** Who can still make its first choice. */
export const deciders = (ask: Ask, people: readonly Person[]): Person[] =>
  people.filter((person) => standingOf(ask, person).barred === null);

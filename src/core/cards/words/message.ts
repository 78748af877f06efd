import type { Text } from '../card.ts';

/** Whoever wrote words that no person of the project is known to have written. */
export const somebody = 'Somebody';

export const messageLabels = { rehearsal: 'Rehearsal', draft: 'Draft', changed: 'changed' };

/** Beside the name of whoever said it. */
export const saidIn = (place: string): string => `in ${place}`;

export const deletedIn = (place: string | null): Text => [
  place === null ? 'Deleted by its author.' : `Deleted in ${place}, by its author.`,
];

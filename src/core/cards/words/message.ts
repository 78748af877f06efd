/** Whoever wrote words that no person of the project is known to have written. */
export const somebody = 'Somebody';

export const messageLabels = { rehearsal: 'Rehearsal', draft: 'Draft' };

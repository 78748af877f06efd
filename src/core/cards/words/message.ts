export const messageLabels = { rehearsal: 'Rehearsal', draft: 'Draft' };

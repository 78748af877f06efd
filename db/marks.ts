import { channel } from 'node:diagnostics_channel';

/** Says `{ runId, delivery }` when a decision is committed, to whoever measures. While nobody does, it costs a look at a flag. */
export const decisionCommitted = channel('wheelhouse:decision-committed');

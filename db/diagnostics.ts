import { channel } from 'node:diagnostics_channel';

/** A diagnostics channel for measurements: publishes `{ runId, delivery }` when a decision is committed. Without a subscriber, it costs no more than reading a flag. */
export const decisionCommitted = channel('wheelhouse:decision-committed');

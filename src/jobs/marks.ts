import { channel } from 'node:diagnostics_channel';

/** Moments that whoever measures wants to know of. While nobody does, each costs a look at a flag. */

/** Says `{ runId, attemptId }` right before the first instruction of a stage's executor. */
export const stageEntered = channel('wheelhouse:stage-entered');

/** Says `{ subject, revision }` when a surface has taken a card. */
export const cardSent = channel('wheelhouse:card-sent');

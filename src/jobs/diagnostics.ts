import { channel } from 'node:diagnostics_channel';

/** Diagnostics channels for measurements (`npm run bench`). Without a subscriber, each costs no more than reading a flag. */

/** Publishes `{ runId, attemptId }` right before the first instruction of a stage's executor. */
export const stageEntered = channel('wheelhouse:stage-entered');

/** Publishes `{ subject, revision }` when a surface has accepted a card. */
export const cardSent = channel('wheelhouse:card-sent');

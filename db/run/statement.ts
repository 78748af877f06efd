/**
 * A statement is sent when it is awaited. Those of one decision are handed around unsent, and go out together, in their
 * order, with one `Promise.all`: none is left without somebody who hears of its failure.
 */
export type Statement = PromiseLike<unknown>;

/** For what is more than a query: sent when it is awaited, too. */
export const unsent = (send: () => Promise<unknown>): Statement => ({
  then: (done, failed) => send().then(done, failed),
});

/** Milliseconds. */
export const times = {
  /**
   * How long what has been acknowledged is its process' own, unless that says that it is still at it: so long a click waits whose
   * process was killed. Who falls silent for longer finds that another has done the same, by the delivery's key.
   */
  hold: 2_000,
  /** How often a process says so. */
  renew: 500,
  /** What failed is tried again after so long. */
  retry: 20_000,
  /** What keeping one may take before it counts as failed: a second is left of the platform's three to say so. */
  keep: 2_000,
  /** How often a process looks for what another has left. */
  takeUp: 500,
  /** How many it takes up at once. */
  page: 20,
  /** A stop waits this long for what is in hand. */
  drain: 5_000,
};

/** What kills or fails whoever takes it in, each time, is given up. */
export const mostTries = 5;

/** Milliseconds. */
export const times = {
  /**
   * How long an acknowledged delivery belongs to the process that received it, unless that process renews its claim (`renew`).
   * When the process was killed, the person's click waits this long for another process. When it was only slow, both may handle
   * the delivery; its key makes sure that it takes effect once.
   */
  hold: 2_000,
  /** How often a process renews its claim. */
  renew: 500,
  /** A delivery whose handling failed is tried again after this time. */
  retry: 20_000,
  /** How long storing a delivery may take before it counts as failed. One of the platform's three seconds is left to answer. */
  keep: 2_000,
  /** How long a change of a message waits until the message itself was handled, before it fails; and how often it looks. */
  words: 10_000,
  look: 100,
  /** How often a process looks for deliveries that another process left behind. */
  takeUp: 500,
  /** How many of them it takes up at once. */
  page: 20,
  /** A stopping process waits this long for the deliveries that it is handling. */
  drain: 5_000,
};

/** A delivery whose handling has failed, or has killed the process, this often is given up. */
export const mostTries = 5;

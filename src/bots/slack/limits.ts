/**
 * What Slack takes, with where each number is from. “types”: the comments in @slack/types (dist/block-kit, dist/views.d.ts).
 * “reference”: docs.slack.dev, read second-hand.
 */
export const limits = {
  message: {
    /** Reference, blocks: 50 in a message. */
    blocks: 50,
    /**
     * Of all texts in the blocks, and of the blocks as JSON; beyond some such size it is `msg_blocks_too_long`. Undocumented: measured
     * by others (slackapi/bolt-js#2867), 9,597 in 15,561 passed, and 11,341 in 17,694 did not.
     */
    characters: 9500,
    json: 15_000,
    /** Bytes. Reference, chat.update: 4,000 characters, else `msg_too_long`; bytes, as others have met it. Unverified: so some less. */
    text: 3500,
    /** Of the name beside a message. Unverified: Slack names no number; its own display names take 80. */
    username: 80,
  },
  view: {
    /** Types, views.d.ts. */
    blocks: 100,
    title: 24,
    button: 24,
    metadata: 3000,
    callbackId: 255,
    /** Reference, views.open: `view_too_large` beyond 250 KB. */
    bytes: 250_000,
  },
  /** Types, PlainTextElement and MrkdwnElement: 1 to 3000. */
  text: 3000,
  header: 150,
  blockId: 255,
  actionId: 255,
  context: { elements: 10 },
  actions: { elements: 25 },
  section: { fields: 10, field: 2000 },
  button: { text: 75, value: 2000, accessibilityLabel: 75 },
  confirm: { title: 100, text: 300, button: 30 },
  input: { label: 2000, hint: 2000, value: 3000, placeholder: 150 },
  /** Types say 75 for a value, the reference 150: the smaller holds for both. */
  select: { options: 100, groups: 100, groupLabel: 75, text: 75, value: 75 },
  /** Reference, alert block; unverified. */
  alert: 200,
  url: 3000,
  /**
   * Reference, rate limits: calls a minute of one method and workspace; `special` is told as “hundreds”. An app that is distributed outside of
   * Slack's Marketplace may read a channel or thread once a minute; ours is made in the workspace itself, which counts as internal.
   */
  tiers: { two: 20, three: 50, four: 100, special: 100 },
  /** Reference, rate limits: one message a second in a channel; short bursts beyond it are let pass. How many is unverified. */
  posting: { every: 1000, burst: 3 },
  /** Milliseconds. Reference, triggers: 3 s, once; response_url: 30 min. */
  triggerLife: 3000,
  responseUrlLife: 30 * 60_000,
} as const;

/**
 * What Discord takes, with where each number is from. “types”: the comments in discord-api-types 0.38 (payloads/v10). “spec”:
 * Discord's own OpenAPI description of its API, version 10. Where two of them differ, the smaller holds for both.
 */
export const limits = {
  message: {
    /** Spec: top-level ones; reference, component reference: 40 with those inside others. */
    components: 40,
    /** Reference, text display: of all of them together (discord/discord-api-docs#8562). Labels of buttons are counted with them. */
    characters: 4000,
  },
  /** Types: 10; spec: 40. */
  container: 10,
  /** Spec: `content` of a text display. */
  text: 4000,
  row: { buttons: 5 },
  button: { label: 80 },
  /** Types and spec, of everything that can be pressed or sent. */
  customId: 100,
  /** Types: 1 to 5 components; spec: 40. That a text display is one of them is unverified. */
  modal: { title: 45, components: 5 },
  label: { label: 45, description: 100 },
  input: { value: 4000 },
  select: { options: 25, label: 100, value: 100, description: 100, placeholder: 150 },
  /** Reference, allowed mentions: ids in one list. */
  mentions: 100,
  /** Spec, execute webhook. */
  username: 80,
  /** Reference, application commands: “combined name, description, and value properties” of one command. */
  command: 8000,
  /** Types and spec: how many are offered while an option is typed, and the name of each. */
  choices: 25,
  choice: 100,
  /** Spec: of a thread's name, and of a message's nonce. */
  thread: { name: 100 },
  nonce: 25,
  /**
   * How often something may be done. Discord says so in headers only, and discord.js minds those: this is what is kept before they are
   * known, and lets a settlement go before progress. Five messages in five seconds is what people see; the rest is unverified.
   */
  rates: { messages: { burst: 5, every: 1000 }, others: { burst: 20, every: 100 }, perSecond: 50 },
  /**
   * Messages older than an hour take few edits more (30046); how few is not told, and thought to be 30 in an hour and a channel. What only
   * moves on keeps below that: 5, and then 20 an hour.
   */
  oldEdits: { after: 3_600_000, rate: { burst: 5, every: 180_000 } },
  /** Milliseconds. Reference, receiving and responding to interactions: 3 s for the first answer, 15 min for its token. */
  firstAnswer: 3_000,
} as const;

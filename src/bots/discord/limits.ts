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
  /** Spec, execute webhook. */
  username: 80,
  /** Reference, application commands: “combined name, description, and value properties” of one command. */
  command: 8000,
  /** Types and spec: how many are offered while an option is typed, and the name of each. */
  choices: 25,
  choice: 100,
} as const;

/**
 * Milliseconds that a test waits for what must happen. One that passes never waits so long: this is for machines that are busy
 * with something else, where a program takes ten seconds to start.
 */
export const patience = 60_000;

/**
 * Milliseconds that a local Slack or Discord waits for what the real one wants within three seconds: a stall of a busy machine may last as
 * long. That the program keeps within three is held over many: in the stories of a run (`tests/e2e/slack`, `tests/e2e/discord`).
 */
export const ackWithin = 6_000;

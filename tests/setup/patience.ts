/**
 * Milliseconds that a test waits for what must happen. One that passes never waits so long: this is for machines that are busy
 * with something else, where a program takes ten seconds to start.
 */
export const patience = 60_000;

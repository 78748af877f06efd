/**
 * Leases are kept by Postgres' clock, which is one and the same for all processes; the rules compare them with the clock of the process that
 * decides. So a lease is translated as it is read and written: what counts is how long it lasts from now on.
 */

/** Milliseconds by which Postgres' clock, as it showed `theirs`, is ahead of ours. Ours is read before the statement is sent: then nothing lapses too soon. */
export const aheadOf = (ours: number, theirs: string): number => new Date(theirs).getTime() - ours;

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

export const byOurClock = (until: Date, ahead: number): Date => later(until, -ahead);
export const byTheirClock = (until: Date, ahead: number): Date => later(until, ahead);

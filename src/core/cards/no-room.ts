/**
 * The error with which a surface refuses a send when too many others wait for the platform's pace. Nothing was sent. `roomIn`: in how many
 * milliseconds there may be room.
 */
export interface NoRoom extends Error {
  readonly roomIn: number;
}

export const isNoRoom = (error: unknown): error is NoRoom =>
  error instanceof Error && 'roomIn' in error && typeof error.roomIn === 'number';

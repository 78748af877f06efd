/**
 * What a surface that keeps its platform's pace rejects with while others wait there: nothing was sent, and in so many milliseconds there
 * may be room.
 */
export interface NoRoom extends Error {
  readonly roomIn: number;
}

export const isNoRoom = (error: unknown): error is NoRoom =>
  error instanceof Error && 'roomIn' in error && typeof error.roomIn === 'number';

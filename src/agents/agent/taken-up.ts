import { z } from 'zod';
import type { Assignment } from '../../core/stage/executor.ts';
import type { Turn } from '../model/turn.ts';
import { untold } from './prompt.ts';

/** What is known of an answer's calls where somebody takes up what another has left. */
export interface TakenUp {
  /** People have noted something, on a Resume, that the talk does not hold: it comes first, like all that they say. */
  isNoted(callId: string): boolean;
  /** Whoever was at it may have begun this call: its result is lost. */
  mayHaveBegun(callId: string): boolean;
}

/** Where an agent has stopped: before this call was begun. */
const continuationSchema = z.strictObject({ before: z.string() });
export type Continuation = z.infer<typeof continuationSchema> | null;

export function takenUp(turns: readonly Turn[], { continuation, feedback, replies }: Assignment): TakenUp {
  const stopped = continuationSchema.safeParse(continuation).data?.before;
  const notes = untold(turns, feedback).filter(({ kind }) => kind === 'notes');
  return {
    isNoted: (callId) => {
      const decidedAt = replies.findLast((it) => it.callId === callId)?.at;
      return notes.some(({ at }) => decidedAt === undefined || new Date(at) > decidedAt);
    },
    mayHaveBegun: (callId) => callId !== stopped,
  };
}

import { z } from 'zod';
import type { Assignment } from '../../core/stage/executor.ts';
import type { Turn } from '../model/turn.ts';
import { untold } from './prompt.ts';

/** What is known of an answer's open calls when a worker goes on where another one left off. */
export interface ResumedCalls {
  /** Whether people gave notes on a Resume that come before this call: the conversation does not hold them yet. */
  isNoted(callId: string): boolean;
  /** Whether the earlier worker may have begun this call, and its result is lost. */
  mayHaveBegun(callId: string): boolean;
}

/** Where an agent stopped: before it began this call. */
const continuationSchema = z.strictObject({ before: z.string() });
export type Continuation = z.infer<typeof continuationSchema> | null;

export function resumedCalls(turns: readonly Turn[], { continuation, feedback, replies }: Assignment): ResumedCalls {
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

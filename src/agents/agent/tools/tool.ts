import type { z } from 'zod';
import type { ToolCall, ToolName } from '../../../core/stage/call.ts';
import type { Boundary } from '../../../core/stage/executor.ts';
import type { Refused } from '../workspace/refused.ts';

/** What a call would do; the loop adds its id. */
export type Called = Omit<ToolCall, 'id'>;

/** The parts of the boundary that a running tool needs: what ends it, and where its live output goes. */
export type At = Pick<Boundary, 'signal' | 'heldFor' | 'output'>;

/**
 * What an agent can do besides writing. If the model made a mistake, or could do something else instead, `run` returns that as a result for it to
 * read. It throws if nothing that the model does would help (a full disk, a command that was lost), and on abort.
 */
export interface Tool<Input = unknown> {
  name: ToolName;
  /** For the model. */
  description: string;
  input: z.ZodType<Input>;
  /** Whether the call may be made again if a worker dies during it. */
  repeatable(input: Input): boolean;
  /** What people are shown of a call; or, for the model, why the call is not worth asking for or beginning. */
  call(input: Input): Called | Refused;
  run(input: Input, at: At): Promise<string>;
}

/** A result that says why nothing was done. */
export const notDone = ({ refused }: Refused): string => `Not done: ${refused}`;

export const calls = (tool: ToolName, shown: string, about: string | null = null): Called => ({
  tool,
  shown,
  about,
  question: null,
  proposal: null,
});

import type { z } from 'zod';
import type { ToolCall, ToolName } from '../../../core/stage/call.ts';
import type { Boundary } from '../../../core/stage/executor.ts';
import type { Refused } from '../workspace/refused.ts';

/** What a call would do. Its id is the loop's to give. */
export type Called = Omit<ToolCall, 'id'>;

/** Of the boundary: by what a tool is held while it runs, and where it is heard live. */
export type At = Pick<Boundary, 'signal' | 'heldFor' | 'output'>;

/**
 * What an agent can do beside talking. A mistake of the model's, or what it can go around by itself, is a result that it reads.
 * Thrown is what no choice of it would mend (a full disk, a command lost from sight), and the abort.
 */
export interface Tool<Input = unknown> {
  name: ToolName;
  /** For the model. */
  description: string;
  input: z.ZodType<Input>;
  /** May be run again where a worker died in it. */
  repeatable(input: Input): boolean;
  /** What people are shown; or why it would be no use to ask them, or to begin. */
  call(input: Input): Called | Refused;
  run(input: Input, at: At): Promise<string>;
}

/** How every result begins that says why nothing was done. */
export const notDone = ({ refused }: Refused): string => `Not done: ${refused}`;

export const calls = (tool: ToolName, shown: string, about: string | null = null): Called => ({
  tool,
  shown,
  about,
  question: null,
  proposal: null,
});

import type { Cost } from '../run/run.ts';
import type { Message } from '../steering/message.ts';
import type { ToolCall } from './call.ts';

/** A step that is about to begin. */
export interface StepRequest {
  /** The most that it may cost. */
  estimate: Cost;
  /** It may be done again where a worker dies in it; without it, what the stage declares. */
  repeatable?: boolean;
  /** What was spent since the last boundary, and is not booked yet. */
  spent?: Cost;
  /** What was said since the last boundary, as JSON: kept with the talk in the same transaction. */
  turns?: readonly unknown[];
  /** Where the step is a tool call; without it, it is a call of the model, or all of a command. */
  call?: ToolCall;
}

/**
 * Why a call is not made while the work goes on: what it is about is not there any more, words of people come before it, or people have
 * enough proposals to decide about.
 */
export type NotMade = { why: 'gone'; artifact: string } | { why: 'words' } | { why: 'proposals' };

/** `wrapUp`: the budget is spent, and this is the one last word of an agent. Without `notMade`, all of the work stops here. */
export type Begun = { go: true; step: number; messages: Message[]; wrapUp: boolean } | { go: false; notMade?: NotMade };

import type { Cost } from '../run/run.ts';
import type { Message } from '../steering/message.ts';
import type { ToolCall } from './call.ts';

/** A step that is about to begin. */
export interface StepRequest {
  /** The most that it may cost. */
  estimate: Cost;
  /** Whether it may be done again if a worker dies during it; if left out, what the stage declares counts. */
  repeatable?: boolean;
  /** What was spent since the last boundary, and is not booked yet. */
  spent?: Cost;
  /** The turns of the conversation since the last boundary, as JSON. They are stored in the same transaction. */
  turns?: readonly unknown[];
  /** The tool call, if the step is one; if left out, it is a call of the model, or a whole command. */
  call?: ToolCall;
}

/**
 * Why a call is not made although the work goes on. `gone`: what it is about does not exist any more. `words`: messages of people come first.
 * `proposals`: enough proposals wait for people.
 */
export type NotMade = { why: 'gone'; artifact: string } | { why: 'words' } | { why: 'proposals' };

/** `wrapUp`: the budget or the turns are used up, and the agent gives its closing text. If it is not granted, and there is no `notMade`, all work stops here. */
export type Begun = { go: true; step: number; messages: Message[]; wrapUp: boolean } | { go: false; notMade?: NotMade };

import type { z } from 'zod';
import type { Cost } from '../../core/run/run.ts';
import type { CallFailed } from './model.ts';
import type { ModelTurn, Turn } from './turn.ts';

/** Everything that is sent to a model for one answer. */
export interface Talk {
  system: string;
  turns: readonly Turn[];
  /** Only a closing text is asked for: tool calls in the answer are not made. */
  closing: boolean;
}

export interface OfferedTool {
  name: string;
  /** For the model. */
  description: string;
  input: z.ZodType;
}

/** `cut` and `cost` mean the same as in `Reply`. The ids of calls come from the endpoint and need not be unique. */
export type AgentReply = { kind: 'answered'; turn: ModelTurn; cut: boolean; cost: Cost } | CallFailed;

/** A model that is offered tools. One call gives one answer; the tool calls in it are not made here. */
export interface AgentModel {
  name: string;
  /** The most characters of turns to send at once; more are sent only when the turns can't be shortened further. */
  longest: number;
  estimate(talk: Talk, tools: readonly OfferedTool[]): Cost;
  /** Rejects only when the signal aborts. */
  call(talk: Talk, tools: readonly OfferedTool[], signal: AbortSignal): Promise<AgentReply>;
}

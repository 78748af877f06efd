import type { z } from 'zod';
import type { Cost } from '../../core/run/run.ts';
import type { CallFailed } from './model.ts';
import type { ModelTurn, Turn } from './turn.ts';

/** All that a model is told for one answer. */
export interface Talk {
  system: string;
  turns: readonly Turn[];
  /** It is asked for words alone: no call of a tool is made any more. */
  closing: boolean;
}

export interface OfferedTool {
  name: string;
  /** For the model. */
  description: string;
  input: z.ZodType;
}

/** `cut` and the cost are those of `Reply`. The ids of calls are the endpoint's: nobody promises that they are unique. */
export type AgentReply = { kind: 'answered'; turn: ModelTurn; cut: boolean; cost: Cost } | CallFailed;

/** A model that works with tools: one call is one answer. What it wants done is in the answer, and done by nobody here. */
export interface AgentModel {
  name: string;
  /** Characters of turns: more are not sent at once, where that can be helped. */
  longest: number;
  estimate(talk: Talk, tools: readonly OfferedTool[]): Cost;
  /** Rejects only when the signal aborts. */
  call(talk: Talk, tools: readonly OfferedTool[], signal: AbortSignal): Promise<AgentReply>;
}

import { plainTools } from '../project/definition.ts';

export const toolNames = [...plainTools, 'command', 'shell'] as const;
export type ToolName = (typeof toolNames)[number];

/** Characters of what a call shows: all of it is what a person approves. */
export const longestCall = 100_000;

/** A tool call as it would be made: what people are shown is what runs. */
export interface ToolCall {
  /** Unique within the talk. */
  id: string;
  tool: ToolName;
  /** Exactly what would be done, as people read it. */
  shown: string;
  /** What a grant may be about: a declared command's name, a path to write to, a command line; else null. */
  about: string | null;
  /** Of `ask`. */
  question: { text: string; options: string[] } | null;
  /** Of `propose`: what an artifact of the run should become. */
  proposal: { artifact: string; text: string; why: string } | null;
}

/** What a person said to a call that waited for them. */
export interface CallReply {
  callId: string;
  askId: string;
  /** Of the call as it was shown. */
  digest: string;
  choice: 'approve' | 'for_run' | 'always' | 'reject' | 'answer' | 'happened' | 'try_again';
  words: string | null;
  by: string;
  at: Date;
}

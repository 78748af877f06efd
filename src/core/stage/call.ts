import { plainTools } from '../project/stage.ts';

export const toolNames = [...plainTools, 'command', 'shell'] as const;
export type ToolName = (typeof toolNames)[number];

/** The most characters of a call as it is shown; a person approves all of them. */
export const longestCall = 100_000;

/** A tool call that an agent wants to make. What people are shown is what runs. */
export interface ToolCall {
  /** Unique within the agent's conversation. */
  id: string;
  tool: ToolName;
  /** Exactly what would be done, as people read it. */
  shown: string;
  /** What a grant for it would be about: a declared command's name, a path that is written to, a command line; null for other tools. */
  about: string | null;
  /** Only for the tool `ask`. */
  question: { text: string; options: string[] } | null;
  /** Only for the tool `propose`: the text that an artifact of the run should get. */
  proposal: { artifact: string; text: string; why: string } | null;
}

/** A person's answer to a call that waited for them. */
export interface CallReply {
  callId: string;
  askId: string;
  /** The digest of the call as it was shown. */
  digest: string;
  choice: 'approve' | 'for_run' | 'always' | 'reject' | 'answer' | 'happened' | 'try_again';
  words: string | null;
  by: string;
  at: Date;
}

import { refuseMessages, type ChatMessage, type Habits } from './messages.ts';
import { refuseTools, type ChatTool } from './tools.ts';

export interface ChatRequest {
  model: string;
  messages: ChatMessage[];
  max_tokens?: number;
  stream?: boolean;
  tools?: ChatTool[];
  tool_choice?: string;
}

/** What the real endpoint knows; anything else is refused there too. */
const known = new Set([
  'model',
  'messages',
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'top_p',
  'stop',
  'seed',
  'stream',
  'stream_options',
  'user',
  'tools',
  'tool_choice',
]);

const noHabits: Habits = { reasons: false, signatures: new Map() };

/** Why a request would be refused; null when it is well formed. */
export function refuseRequest(body: ChatRequest, habits = noHabits): string | null {
  const unknown = Object.keys(body).filter((name) => !known.has(name));
  if (unknown.length > 0) return `Unrecognized request arguments supplied: ${unknown.join(', ')}`;
  if (typeof body.model !== 'string' || body.model === '') return 'you must provide a model parameter';
  if (!Array.isArray(body.messages) || body.messages.length === 0) return `[] is too short - 'messages'`;
  const longest = body.max_tokens;
  if (longest !== undefined && (!Number.isInteger(longest) || longest < 1)) return `Invalid max_tokens: ${longest}`;
  return refuseMessages(body.messages, habits) ?? refuseTools(body.tools, body.tool_choice);
}

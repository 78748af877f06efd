export interface ChatRequest {
  model: string;
  messages: { role: string; content: string }[];
  max_tokens?: number;
  stream?: boolean;
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
]);

/** Why a request would be refused; null when it is well formed. */
export function refuseRequest(body: ChatRequest): string | null {
  const unknown = Object.keys(body).filter((name) => !known.has(name));
  if (unknown.length > 0) return `Unrecognized request arguments supplied: ${unknown.join(', ')}`;
  if (typeof body.model !== 'string' || body.model === '') return 'you must provide a model parameter';
  if (!Array.isArray(body.messages) || body.messages.length === 0) return `[] is too short - 'messages'`;
  const broken = body.messages.find(
    (it) => !['system', 'user', 'assistant'].includes(it.role) || typeof it.content !== 'string' || it.content === '',
  );
  if (broken !== undefined) return `Invalid message: ${JSON.stringify(broken).slice(0, 100)}`;
  const longest = body.max_tokens;
  return longest !== undefined && (!Number.isInteger(longest) || longest < 1) ? `Invalid max_tokens: ${longest}` : null;
}

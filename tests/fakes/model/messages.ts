export interface ChatMessage {
  role: string;
  content?: string | null;
  tool_calls?: ChatCall[];
  tool_call_id?: string;
  reasoning_content?: string;
}

export interface ChatCall {
  id: string;
  type: string;
  function: { name: string; arguments: string };
  extra_content?: { google?: { thought_signature?: string } };
}

const knownOf: Record<string, readonly string[]> = {
  system: ['role', 'content'],
  user: ['role', 'content'],
  assistant: ['role', 'content', 'tool_calls', 'reasoning_content'],
  tool: ['role', 'content', 'tool_call_id'],
};

/** What some endpoints ask for beside OpenAI's: each by its own name, and only of what it had given itself. */
export interface Habits {
  /** Calls come back with the reasoning that led to them (DeepSeek, Moonshot). */
  reasons: boolean;
  /** What was given with a call, by its id, comes back with it (Gemini). */
  signatures: ReadonlyMap<string, string>;
}

/** Why the messages of a request would be refused; null when they are well formed, and in an order that can be. */
export function refuseMessages(messages: readonly ChatMessage[], habits: Habits): string | null {
  let open = new Set<string>();
  for (const [index, message] of messages.entries()) {
    const problem = refuseForm(message, index, habits);
    if (problem !== null) return problem;
    if (message.role === 'tool') {
      // https://github.com/openai/openai-go/issues/43
      if (!open.delete(message.tool_call_id ?? '')) {
        return `Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'. (messages.[${index}].role)`;
      }
      continue;
    }
    if (open.size > 0) return unanswered(open);
    open = new Set(message.tool_calls?.map((it) => it.id));
  }
  return open.size > 0 ? unanswered(open) : null;
}

const unanswered = (ids: ReadonlySet<string>): string =>
  `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...ids].join(', ')}`;

function refuseForm(message: ChatMessage, index: number, habits: Habits): string | null {
  const known = knownOf[message.role];
  if (known === undefined) return `Invalid value: '${message.role}' - messages[${index}].role`;
  const unknown = Object.keys(message).filter((name) => !known.includes(name));
  if (unknown.length > 0) return `Additional properties are not allowed (${unknown.join(', ')}) - messages.${index}`;
  return message.tool_calls === undefined ? refuseWords(message, index) : refuseCalls(message, index, habits);
}

function refuseWords({ content, reasoning_content: reasoning }: ChatMessage, index: number): string | null {
  if (reasoning !== undefined) return `reasoning_content is not taken back - messages.${index}`;
  const isWords = typeof content === 'string' && content !== '';
  return isWords ? null : `Invalid content: ${JSON.stringify(content)} - messages.${index}`;
}

function refuseCalls(message: ChatMessage, index: number, habits: Habits): string | null {
  const { content, tool_calls: calls, reasoning_content: reasoning } = message;
  if (content !== null && (typeof content !== 'string' || content === '')) return `Invalid content - messages.${index}`;
  if (!Array.isArray(calls) || calls.length === 0) return `[] is too short - messages.${index}.tool_calls`;
  if (habits.reasons !== (reasoning !== undefined)) {
    return habits.reasons
      ? `thinking is enabled but reasoning_content is missing in assistant tool call message at index ${index}`
      : `Additional properties are not allowed (reasoning_content) - messages.${index}`;
  }
  const twice = calls.find((it, at) => calls.findIndex((other) => other.id === it.id) !== at);
  if (twice !== undefined) return `Duplicate value for 'tool_call_id' of '${twice.id}'`;
  return calls.map((call) => refuseCall(call, index, habits)).find((it) => it !== null) ?? null;
}

function refuseCall(call: ChatCall, index: number, { signatures }: Habits): string | null {
  const at = `messages[${index}].tool_calls`;
  if (typeof call.id !== 'string' || call.id === '') return `Invalid id - ${at}`;
  // https://github.com/microsoft/autogen/issues/6377
  if (call.id.length > 40) return `Invalid '${at}.id': string too long. Expected a string with maximum length 40.`;
  if (call.type !== 'function' || !/^[a-zA-Z0-9_-]{1,64}$/.test(call.function.name)) return `Invalid call - ${at}`;
  if (!isObject(call.function.arguments)) return `Invalid arguments: they are no JSON object - ${at}`;
  const given = signatures.get(call.id);
  const back = call.extra_content?.google?.thought_signature;
  if (given !== back) return `Function call is missing a thought_signature in functionCall parts: ${back} - ${at}`;
  return null;
}

/** OpenAI's own takes any text; the templates of open models, and whoever translates for other providers, do not. */
function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

import type { AssistantModelMessage, ModelMessage } from 'ai';
import type { ModelCall, ModelTurn, Turn } from './turn.ts';

type AssistantPart = Exclude<AssistantModelMessage['content'], string>[number];

/** The turns in the form in which they are sent. */
export function messagesOf(turns: readonly Turn[]): ModelMessage[] {
  const messages: ModelMessage[] = [];
  const tools = new Map<string, string>();
  for (const turn of turns) {
    switch (turn.by) {
      case 'house':
        addUser(messages, turn.text);
        break;
      case 'person':
        addUser(messages, `${turn.name}: ${turn.text}`);
        break;
      case 'model':
        for (const call of turn.calls) tools.set(call.id, call.tool);
        // Endpoints refuse an empty message.
        if (turn.text !== '' || turn.calls.length > 0) messages.push(assistant(turn));
        break;
      case 'tool':
        messages.push(toolResult(turn.call, tools.get(turn.call) ?? '', turn.text));
    }
  }
  return messages;
}

/** Joins consecutive turns of ours into one message: the templates of some models require that roles alternate. */
function addUser(messages: ModelMessage[], text: string): void {
  const last = messages.at(-1);
  if (last?.role === 'user') last.content = `${last.content as string}\n\n${text}`;
  else messages.push({ role: 'user', content: text });
}

/** Reasoning is sent back with the calls that it led to, and only then: some endpoints require it there and refuse it elsewhere. */
function assistant({ text, reasoning, calls }: ModelTurn): AssistantModelMessage {
  if (calls.length === 0) return { role: 'assistant', content: text };
  const parts: AssistantPart[] = calls.map(callPart);
  if (text !== '') parts.unshift({ type: 'text', text });
  if (reasoning !== undefined) parts.unshift({ type: 'reasoning', text: reasoning });
  return { role: 'assistant', content: parts };
}

const callPart = ({ id, tool, input, signature }: ModelCall): AssistantPart => ({
  type: 'tool-call',
  toolCallId: id,
  toolName: tool,
  // An input that is no object would have the whole request refused; the call's result tells the model about it.
  input: typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {},
  ...(signature !== undefined && { providerOptions: { google: { thoughtSignature: signature } } }),
});

const toolResult = (id: string, tool: string, text: string): ModelMessage => ({
  role: 'tool',
  content: [{ type: 'tool-result', toolCallId: id, toolName: tool, output: { type: 'text', value: text } }],
});

import { toUSVString } from 'node:util';
import type { JSONSchema7, ToolSet, TypedToolCall } from 'ai';
import { z } from 'zod';
import { plain } from '../text.ts';
import type { AgentModel, AgentReply, OfferedTool, Talk } from './agent-model.ts';
import type { ModelChoice } from './choice.ts';
import { costOf, estimate, tokensOf } from './cost.ts';
import type { Endpoint } from './endpoint.ts';
import { answerTo, filtered, longestAnswer, longestTalk, open, providerName, type Line } from './line.ts';
import { messagesOf } from './messages.ts';
import type { ModelCall } from './turn.ts';

/** A model behind an OpenAI-compatible endpoint that is offered tools. One call is one request. */
export function remoteAgent(choice: ModelChoice, endpoint: Endpoint): AgentModel {
  const line = { choice, endpoint };
  const expected = (talk: Talk, tools: readonly OfferedTool[]) =>
    estimate(allOf(talk, tools), longestAnswer(choice), choice.price);
  return {
    name: choice.name,
    longest: longestTalk(choice),
    estimate: expected,
    call: (talk, tools, signal) =>
      answerTo(line, () => request(line, talk, tools, signal), { signal, expected: () => expected(talk, tools) }),
  };
}

async function request(
  line: Line,
  talk: Talk,
  tools: readonly OfferedTool[],
  signal: AbortSignal,
): Promise<AgentReply> {
  // Not by the library's `toolChoice`: with that, an answer that calls tools nevertheless is an error, and its text is lost.
  const { sdk, settings } = await open(line, talk.closing ? { tool_choice: 'none' } : {});
  const answer = await sdk.generateText({
    ...settings,
    system: talk.system,
    messages: messagesOf(talk.turns),
    // Without `execute`: each tool call is a step of its own, which the boundary grants first. Tools are listed for the closing text
    // as well: some endpoints refuse a conversation with calls of tools that the request doesn't list.
    tools: Object.fromEntries(
      tools.map((it) => [it.name, { description: it.description, inputSchema: sdk.jsonSchema(schemaOf(it)) }]),
    ),
    // The library answers calls that it can't read by itself and would go on: a second request that was not granted.
    stopWhen: sdk.stepCountIs(1),
    abortSignal: signal,
  });
  const turn = {
    by: 'model' as const,
    text: plain(answer.text),
    ...(answer.reasoningText !== undefined && { reasoning: plain(answer.reasoningText) }),
    calls: answer.toolCalls.map(readCall),
  };
  const input = answer.usage.inputTokens ?? tokensOf(allOf(talk, tools));
  const output = answer.usage.outputTokens ?? tokensOf(JSON.stringify(turn));
  const cost = costOf(input, output, line.choice.price);
  if (answer.finishReason === 'content-filter') return filtered(line, cost);
  return { kind: 'answered', turn, cut: answer.finishReason === 'length', cost };
}

const schemaOf = ({ input }: OfferedTool) => z.toJSONSchema(input, { target: 'draft-07', io: 'input' }) as JSONSchema7;

const allOf = (talk: Talk, tools: readonly OfferedTool[]): string =>
  talk.system + JSON.stringify(talk.turns) + tools.map((it) => it.description + JSON.stringify(schemaOf(it))).join('');

function readCall(call: TypedToolCall<ToolSet>): ModelCall {
  const signature = call.providerMetadata?.[providerName]?.thoughtSignature;
  return {
    id: call.toolCallId,
    tool: plain(call.toolName),
    input: canBeKept(call.input) ? call.input : plain(JSON.stringify(call.input) ?? ''),
    ...(typeof signature === 'string' && { signature }),
  };
}

/** Postgres stores neither NUL nor half a surrogate pair, and dropping them would run something else than what was asked for. */
function canBeKept(value: unknown): boolean {
  if (typeof value === 'string') return toUSVString(value) === value && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, it]) => canBeKept(key) && canBeKept(it));
}

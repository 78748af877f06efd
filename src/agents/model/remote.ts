import type { ModelChoice } from './choice.ts';
import { costOf, estimate, tokensOf } from './cost.ts';
import type { Endpoint } from './endpoint.ts';
import { answerTo, filtered, longestAnswer, open, type Line } from './line.ts';
import type { Model, Prompt, Reply } from './model.ts';

/** A model behind an OpenAI-compatible endpoint. One call is one request. */
export function remoteModel(choice: ModelChoice, endpoint: Endpoint): Model {
  const line = { choice, endpoint };
  const expected = (prompt: Prompt) => estimate(prompt.system + prompt.user, longestAnswer(choice), choice.price);
  return {
    name: choice.name,
    estimate: expected,
    call: (prompt, signal) =>
      answerTo(line, () => request(line, prompt, signal), { signal, expected: () => expected(prompt) }),
  };
}

async function request(line: Line, prompt: Prompt, signal: AbortSignal): Promise<Reply> {
  const { sdk, settings } = await open(line);
  const answer = await sdk.generateText({
    ...settings,
    system: prompt.system,
    prompt: prompt.user,
    abortSignal: signal,
  });
  const { usage } = answer;
  const input = usage.inputTokens ?? tokensOf(prompt.system + prompt.user);
  const output = usage.outputTokens ?? tokensOf(answer.text);
  const cost = costOf(input, output, line.choice.price);
  if (answer.finishReason === 'content-filter') return filtered(line, cost);
  return { kind: 'answered', text: answer.text, cut: answer.finishReason === 'length', cost };
}

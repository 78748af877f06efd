import type { ModelChoice } from './choice.ts';
import { costOf, estimate, tokensOf } from './cost.ts';
import type { Endpoint } from './endpoint.ts';
import { explainFailure } from './errors.ts';
import type { Model, Prompt, Reply } from './model.ts';

/** The longest answer where the project file does not say: what modelSchema has as default. */
const maxOutputTokens = 8192;

/** A model behind an OpenAI-compatible endpoint. One call is one request. */
export function remoteModel(choice: ModelChoice, endpoint: Endpoint): Model {
  const longest = choice.declared?.max_output ?? maxOutputTokens;
  const expected = (prompt: Prompt) => estimate(prompt.system + prompt.user, longest, choice.price);
  return {
    name: choice.name,
    estimate: expected,
    async call(prompt, signal) {
      try {
        return await request(choice, endpoint, prompt, { signal, longest });
      } catch (error) {
        if (signal.aborted || !(error instanceof Error)) throw error;
        const failure = explainFailure(error, choice.name, endpoint);
        const cost = failure.lost ? expected(prompt) : costOf(0, 0, null);
        return { kind: 'failed', error: failure.error, passing: failure.passing, cost };
      }
    },
  };
}

async function request(
  choice: ModelChoice,
  endpoint: Endpoint,
  prompt: Prompt,
  { signal, longest }: { signal: AbortSignal; longest: number },
): Promise<Reply> {
  // Loaded at the first call: reading the library takes 0.3 s, which a start need not wait for.
  const [{ generateText }, { createOpenAICompatible }] = await Promise.all([
    import('ai'),
    import('@ai-sdk/openai-compatible'),
  ]);
  const provider = createOpenAICompatible({
    name: 'wheelhouse',
    baseURL: endpoint.baseUrl,
    transformRequestBody: (body) => withLongest(body, endpoint.baseUrl),
    ...(endpoint.apiKey === null ? {} : { apiKey: endpoint.apiKey }),
  });
  const answer = await generateText({
    model: provider(choice.name),
    system: prompt.system,
    prompt: prompt.user,
    maxOutputTokens: longest,
    // A hidden second send would spend after a pause: every send is a step that passed the boundary.
    maxRetries: 0,
    abortSignal: signal,
  });
  const { usage } = answer;
  const input = usage.inputTokens ?? tokensOf(prompt.system + prompt.user);
  const output = usage.outputTokens ?? tokensOf(answer.text);
  const cost = costOf(input, output, choice.price);
  return { kind: 'answered', text: answer.text, cut: answer.finishReason === 'length', cost };
}

/** OpenAI's newer models refuse `max_tokens`; other servers know nothing else. */
function withLongest(body: Record<string, unknown>, baseUrl: string): Record<string, unknown> {
  if (!/(^|\.)openai\.(com|azure\.com)$/.test(new URL(baseUrl).hostname)) return body;
  const { max_tokens: longest, ...rest } = body;
  return { ...rest, max_completion_tokens: longest };
}

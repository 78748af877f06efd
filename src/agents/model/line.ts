import { noCost, type Cost } from '../../core/run/run.ts';
import type { ModelChoice } from './choice.ts';
import { charactersIn } from './cost.ts';
import type { Endpoint } from './endpoint.ts';
import { explainFailure, explainFiltered } from './errors.ts';
import type { CallFailed } from './model.ts';

/** Tokens of the longest answer where the project file sets none: the same as the default in modelSchema. */
const maxOutputTokens = 8192;

/** A model and its endpoint. */
export interface Line {
  choice: ModelChoice;
  endpoint: Endpoint;
}

/** Tokens of the longest input where the project file sets none: less than most models take, with room for the answer. */
const maxInputTokens = 80_000;

/** The longest input, in characters. */
export const longestTalk = ({ declared }: ModelChoice): number => charactersIn(declared?.max_input ?? maxInputTokens);

export const longestAnswer = ({ declared }: ModelChoice): number => declared?.max_output ?? maxOutputTokens;

/** Loads the libraries at the first call: it takes 0.3 s, which a start need not wait for. */
async function load() {
  const [sdk, { createOpenAICompatible }, { patientFetch }] = await Promise.all([
    import('ai'),
    import('@ai-sdk/openai-compatible'),
    import('./patient-fetch.ts'),
  ]);
  return { sdk, createOpenAICompatible, fetch: patientFetch() };
}
let library: ReturnType<typeof load> | undefined;

/** What all our requests have in common. `more` is added to the request's body unchanged. */
export async function open({ choice, endpoint }: Line, more: Record<string, unknown> = {}) {
  const { sdk, createOpenAICompatible, fetch } = await (library ??= load());
  const provider = createOpenAICompatible({
    name: providerName,
    baseURL: endpoint.baseUrl,
    fetch,
    transformRequestBody: (body) => withLongest({ ...body, ...more }, endpoint.baseUrl),
    ...(endpoint.apiKey === null ? {} : { apiKey: endpoint.apiKey }),
  });
  const settings = {
    model: provider(choice.name),
    maxOutputTokens: longestAnswer(choice),
    // No hidden retries, which could spend money after a pause: every request is a step that the boundary has granted.
    maxRetries: 0,
  };
  return { sdk, settings };
}

/** The name under which the library keeps what an endpoint answers beyond the protocol. */
export const providerName = 'wheelhouse';

/** OpenAI's newer models refuse `max_tokens`; most other servers know only that. */
function withLongest(body: Record<string, unknown>, baseUrl: string): Record<string, unknown> {
  if (!/(^|\.)openai\.(com|azure\.com)$/.test(new URL(baseUrl).hostname)) return body;
  const { max_tokens: longest, ...rest } = body;
  return { ...rest, max_completion_tokens: longest };
}

/** The answer to one request, or why it failed. `expected` is the cost that is booked when a failed call may have been answered. */
export async function answerTo<T>(
  { choice, endpoint }: Line,
  send: () => Promise<T>,
  { signal, expected }: { signal: AbortSignal; expected: () => Cost },
): Promise<T | CallFailed> {
  try {
    return await send();
  } catch (error) {
    if (signal.aborted || !(error instanceof Error)) throw error;
    const { lost, ...told } = explainFailure(error, choice.name, endpoint);
    return { kind: 'failed', ...told, cost: lost ? expected() : noCost };
  }
}

/** For an answer that a content filter cut off: it fails, because nobody could tell what is missing. */
export const filtered = ({ choice }: Line, cost: Cost): CallFailed => ({
  kind: 'failed',
  error: explainFiltered(choice.name),
  passing: false,
  tooLong: false,
  retryAfter: 0,
  cost,
});

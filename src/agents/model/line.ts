import { noCost, type Cost } from '../../core/run/run.ts';
import type { ModelChoice } from './choice.ts';
import { charactersIn } from './cost.ts';
import type { Endpoint } from './endpoint.ts';
import { explainFailure, explainFiltered } from './errors.ts';
import type { CallFailed } from './model.ts';

/** The longest answer where the project file does not say: what modelSchema has as default. */
const maxOutputTokens = 8192;

/** A model, and where it answers. */
export interface Line {
  choice: ModelChoice;
  endpoint: Endpoint;
}

/** The longest talk where the project file does not say, in tokens: below what most models take, with room for the answer. */
const maxInputTokens = 80_000;

/** In characters. */
export const longestTalk = ({ declared }: ModelChoice): number => charactersIn(declared?.max_input ?? maxInputTokens);

export const longestAnswer = ({ declared }: ModelChoice): number => declared?.max_output ?? maxOutputTokens;

/** Loaded at the first call: reading the libraries takes 0.3 s, which a start need not wait for. */
async function load() {
  const [sdk, { createOpenAICompatible }, { patientFetch }] = await Promise.all([
    import('ai'),
    import('@ai-sdk/openai-compatible'),
    import('./patient-fetch.ts'),
  ]);
  return { sdk, createOpenAICompatible, fetch: patientFetch() };
}
let library: ReturnType<typeof load> | undefined;

/** What every request of ours has in common. `more` goes into the body as it stands. */
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
    // A hidden second send would spend after a pause: every send is a step that passed the boundary.
    maxRetries: 0,
  };
  return { sdk, settings };
}

/** Under which the library files what an endpoint says beyond the protocol. */
export const providerName = 'wheelhouse';

/** OpenAI's newer models refuse `max_tokens`; other servers know nothing else. */
function withLongest(body: Record<string, unknown>, baseUrl: string): Record<string, unknown> {
  if (!/(^|\.)openai\.(com|azure\.com)$/.test(new URL(baseUrl).hostname)) return body;
  const { max_tokens: longest, ...rest } = body;
  return { ...rest, max_completion_tokens: longest };
}

/** What came of one request; in words when nothing did. `expected` is what is booked where it may have been answered. */
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

/** Half an answer is none: nobody could tell what is missing of it. */
export const filtered = ({ choice }: Line, cost: Cost): CallFailed => ({
  kind: 'failed',
  error: explainFiltered(choice.name),
  passing: false,
  tooLong: false,
  retryAfter: 0,
  cost,
});

import { fault, note, ok, saidBy, type Finding } from './finding.ts';

const patience = 3000;

export interface ModelSettings {
  name: string | null;
  baseUrl: string | null;
  apiKey: string | null;
}

/** The list of models is asked for: it costs nothing, and every OpenAI-compatible endpoint has it or says 404. */
export async function checkModel({ name, baseUrl, apiKey }: ModelSettings): Promise<Finding> {
  if (name === null && baseUrl === null)
    return note('model', 'none is set: roles rehearse, unless their project names a model');
  if (name === null)
    return fault('model', 'MODEL_BASE_URL is set, MODEL_NAME is not', 'Set MODEL_NAME as the endpoint knows it.');
  if (baseUrl === null)
    return fault(
      'model',
      `MODEL_NAME is ${name}, but no endpoint is set`,
      'Set MODEL_BASE_URL, such as https://models.example.com/v1.',
    );
  const place = new URL(baseUrl).host;
  try {
    const headers: Record<string, string> = apiKey === null ? {} : { authorization: `Bearer ${apiKey}` };
    const url = `${baseUrl.replace(/\/$/, '')}/models`;
    const { status } = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(patience) });
    if (status === 401 || status === 403)
      return fault('model', `${place} refuses the key (${status})`, 'Set MODEL_API_KEY to a key of this endpoint.');
    if (status >= 500)
      return fault('model', `${place} answers ${status}`, 'See how the endpoint does; stages wait and try again.');
    return ok('model', `${name}, at ${place}, which answers`);
  } catch (error) {
    const why = saidBy((error as Error).cause ?? error);
    return fault(
      'model',
      `${place} can't be reached: ${why}`,
      'See that MODEL_BASE_URL is right, and reachable from here.',
    );
  }
}

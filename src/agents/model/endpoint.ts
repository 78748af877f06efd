import type { ModelChoice, ModelDefaults } from './choice.ts';

export interface Endpoint {
  baseUrl: string;
  apiKey: string | null;
  /** Where its address, key and name are set, for error messages. */
  source: { baseUrl: string; apiKey: string; name: string };
}

const environment = { baseUrl: 'MODEL_BASE_URL', apiKey: 'MODEL_API_KEY', name: 'MODEL_NAME' };

/** The endpoint of a model; a problem for people to read when the settings are not complete. */
export function endpointOf(choice: ModelChoice, defaults: ModelDefaults): Endpoint | { problem: string } {
  const { declared } = choice;
  const own = declared?.base_url !== undefined && declared.base_url !== defaults.baseUrl;
  const baseUrl = declared?.base_url ?? defaults.baseUrl;
  if (baseUrl === null) {
    return {
      problem: `No endpoint is set for model "${choice.name}". Set MODEL_BASE_URL, or its base_url in the project file.`,
    };
  }
  const variable = declared?.api_key_from;
  // The environment's key is for the environment's endpoint only: sent to another one, it would leak.
  const usual = own ? null : defaults.apiKey;
  const apiKey = variable === undefined ? usual : (defaults.keyNamed(variable) ?? null);
  if (variable !== undefined && apiKey === null) {
    return { problem: `The key of model "${choice.name}" is missing: set the environment variable ${variable}.` };
  }
  return { baseUrl, apiKey, source: sourceOf(own, variable) };
}

const sourceOf = (own: boolean, variable: string | undefined): Endpoint['source'] => ({
  baseUrl: own ? 'its base_url in the project file' : environment.baseUrl,
  apiKey: variable ?? (own ? 'its api_key_from in the project file' : environment.apiKey),
  name: own ? 'its name in the project file' : environment.name,
});

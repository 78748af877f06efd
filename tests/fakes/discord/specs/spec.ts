import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isObject, type Json } from '../limits/faults.ts';
import type { Call } from '../rest/api.ts';
import { faultsIn, type Lookup } from './schema.ts';

const at = (node: unknown, ...keys: string[]): unknown =>
  keys.reduce<unknown>((it, key) => (isObject(it) ? it[key] : undefined), node);

/** Whether a path of the description is this one, and how many of its parts are literal: `@original` beats `{message_id}`. */
function fit(pattern: string, given: string): number {
  const [wanted, parts] = [pattern.split('/'), given.split('/').map(decodeURIComponent)];
  if (wanted.length !== parts.length) return -1;
  if (!wanted.every((it, index) => it.startsWith('{') || it === parts[index])) return -1;
  return wanted.filter((it) => !it.startsWith('{')).length;
}

/** What Discord’s own OpenAPI description (`discord-openapi.json` in this folder) has against requests. */
export function readSpec(folder: string): (calls: Call[]) => string[] {
  const document = JSON.parse(readFileSync(path.join(folder, 'discord-openapi.json'), 'utf8')) as Json;
  const paths = Object.keys(document.paths as Json);
  const lookup: Lookup = (ref) => at(document, ...ref.split('/').slice(1)) as Json;

  const faultsOf = (call: Call): string[] => {
    const method = call.route.split(' ')[0] ?? '';
    const best = paths.map((it) => ({ it, fits: fit(it, call.path) })).sort((one, other) => other.fits - one.fits)[0];
    if (best === undefined || best.fits < 0) return [' is no path'];
    const operation = at(document, 'paths', best.it, method.toLowerCase());
    if (operation === undefined) return [` has no ${method}`];
    const schema = at(operation, 'requestBody', 'content', 'application/json', 'schema');
    return isObject(schema) ? faultsIn(schema, call.body, lookup) : [];
  };
  return (calls) => calls.flatMap((call) => faultsOf(call).map((fault) => `${call.route}:${fault}`));
}

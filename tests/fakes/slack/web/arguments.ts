import type { Json } from '../world/message.ts';

/** Arguments that travel as JSON inside a form. */
const asJson = new Set(['blocks', 'view', 'metadata', 'attachments']);

export interface Read {
  args: Json;
  /** The name of an argument whose JSON can't be read. */
  broken: string | null;
}

const truths: Record<string, boolean> = { true: true, false: false, '1': true, '0': false };

/** Slack takes both for nearly every method: https://docs.slack.dev/apis/web-api/#post-bodies */
export function readArguments(body: string, contentType: string, query: URLSearchParams): Read | { error: string } {
  const fromQuery = Object.fromEntries(query);
  if (contentType.startsWith('application/json')) return readJson(body, fromQuery);
  if (body !== '' && !contentType.startsWith('application/x-www-form-urlencoded'))
    return { error: 'invalid_post_type' };
  return readForm({ ...fromQuery, ...Object.fromEntries(new URLSearchParams(body)) });
}

function readJson(body: string, fromQuery: Json): Read | { error: string } {
  try {
    const args = JSON.parse(body) as Json;
    return { args: { ...fromQuery, ...args }, broken: null };
  } catch {
    return { error: 'invalid_json' };
  }
}

function readForm(fields: Record<string, string>): Read {
  const args: Json = {};
  let broken: string | null = null;
  for (const [name, value] of Object.entries(fields)) {
    if (!asJson.has(name)) {
      args[name] = value;
      continue;
    }
    try {
      args[name] = JSON.parse(value) as unknown;
    } catch {
      broken = name;
    }
  }
  return { args, broken };
}

/** A flag, as JSON or as a form has it. */
export const isOn = (value: unknown, otherwise = false): boolean =>
  typeof value === 'boolean' ? value : (truths[typeof value === 'string' ? value : ''] ?? otherwise);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

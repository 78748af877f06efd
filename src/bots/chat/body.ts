/** What a platform sent: an object whose content has not been checked yet. */
export type Body = Record<string, unknown>;

export function asBody(value: unknown): Body | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : null;
}

export function parseJson(text: string): Body | null {
  try {
    return asBody(JSON.parse(text));
  } catch {
    return null;
  }
}

/** For the log: the names of its fields only, and only where they look like names rather than something a person wrote (S16). */
export const namesIn = (body: Body): string[] => Object.keys(body).filter(isName).slice(0, 20);

export const isName = (text: string): boolean => /^[a-z_]{1,40}$/.test(text);

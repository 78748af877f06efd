/** What a platform sent: an object, of whose inside nothing is known yet. */
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

/** For the log: its names only, where names stand there and not what somebody wrote (S16). */
export const namesIn = (body: Body): string[] => Object.keys(body).filter(isName).slice(0, 20);

export const isName = (text: string): boolean => /^[a-z_]{1,40}$/.test(text);

/** Any object of JSON, as it travels. */
export type Json = Record<string, unknown>;

/** One fault in Discord's words. */
export interface Fault {
  code: string;
  message: string;
}

/** Where a fault stands: keys and indices, outermost first; empty: the body itself. */
export type Path = readonly (string | number)[];

/** What is wrong with a body, in the order in which it is found. */
export class Faults {
  readonly #found: { path: Path; fault: Fault }[] = [];

  say(path: Path, code: string, message: string): void {
    this.#found.push({ path, fault: { code, message } });
  }

  get any(): boolean {
    return this.#found.length > 0;
  }

  /** https://docs.discord.com/developers/reference#error-messages */
  body(): Json {
    const errors: Json = {};
    for (const { path, fault } of this.#found) {
      let node = errors;
      for (const key of path) node = (node[key] ??= {}) as Json;
      ((node._errors ??= []) as Fault[]).push(fault);
    }
    return { message: 'Invalid Form Body', code: 50035, errors };
  }
}

/** What a check says of the body as a whole: Discord's error, or null when it is good. */
export function refuse(check: (faults: Faults) => void): Json | null {
  const faults = new Faults();
  check(faults);
  return faults.any ? faults.body() : null;
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isMissing = (value: unknown): value is undefined | null => value === undefined || value === null;

/** A string or a number as it is; anything else is no text. */
export const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

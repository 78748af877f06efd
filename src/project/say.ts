const longest = 60;

/** A text from the file, to be repeated in a message: on one line, shortened, and with invisible characters made visible. */
export function quoted(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return JSON.stringify(cut).replaceAll(/[\p{Cf}\p{Cs}\u2028\u2029]/gu, visible);
}

const visible = (mark: string): string => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A value from the file, to be named in a message. Does not descend into it, since YAML aliases can make it endless. */
export function named(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return value.trim() === '' ? 'an empty text' : quoted(value);
  if (typeof value === 'number' || typeof value === 'bigint') return `the number ${value}`;
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return 'a mapping of keys';
}

export function listed(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

export const times = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

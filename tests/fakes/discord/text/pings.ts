import { isObject } from '../limits/faults.ts';

/** Who is notified, of those that a message names, as `allowed_mentions` has it: without one, all of them. */
export function pingsOf(mentions: string[], allowed: unknown): string[] {
  const named = [...new Set(mentions)];
  if (!isObject(allowed)) return named;
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  const parse = list(allowed.parse);
  return named.filter((who) => {
    if (who === 'everyone' || who === 'here') return parse.includes('everyone');
    if (who.startsWith('&')) return parse.includes('roles') || list(allowed.roles).includes(who.slice(1));
    return parse.includes('users') || list(allowed.users).includes(who);
  });
}

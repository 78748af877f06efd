import { type Body, isName, parseJson } from '../../chat/body.ts';

/** Events come as JSON; a click as JSON in the field `payload` of a form; a command as a form. */
export function parseRequest(contentType: string, text: string): Body | null {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/json') return parseJson(text);
  if (type !== 'application/x-www-form-urlencoded') return null;
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : parseJson(payload);
}

/** For the log: a body's type, where a name stands there and not what somebody wrote (S16). */
export const typeOf = ({ type }: Body): string => (typeof type === 'string' && isName(type) ? type : typeof type);

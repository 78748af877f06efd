import { type Body, asBody, isName } from '../../chat/body.ts';

/** What the gateway tells: the name of what happened, and an object of whose inside nothing is known yet. */
export interface Dispatch {
  t: string;
  d: Body;
}

/** Null: it has not the shape that everything has that the gateway tells. */
export function dispatchIn(body: unknown): Dispatch | null {
  const { t, d } = asBody(body) ?? {};
  const data = asBody(d);
  return typeof t === 'string' && isName(t.toLowerCase()) && data !== null ? { t, d: data } : null;
}

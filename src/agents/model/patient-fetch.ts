import { Agent, fetch as fetchBy } from 'undici';

/** Milliseconds for which nothing may come; 0: however long. */
interface Patience {
  /** Until the first of an answer. */
  headers: number;
  /** Between two pieces of it. */
  body: number;
}

/** Node's own fetch gives up after 300 s, which a large answer takes longer than; here the limit is the stage's, by its signal. */
const endless: Patience = { headers: 0, body: 0 };

/** Whoever is gone is found out by TCP: undici has it ask after 60 s of silence. */
export function patientFetch({ headers, body } = endless): typeof fetch {
  const dispatcher = new Agent({ headersTimeout: headers, bodyTimeout: body });
  // The same API by another implementation: the types of each know only their own classes.
  const ours = fetchBy as unknown as (input: unknown, init: unknown) => Promise<Response>;
  return (input, init) => ours(input, { ...init, dispatcher });
}

import { Agent, fetch as fetchBy } from 'undici';

/** How many milliseconds may pass without data; 0: no limit. */
interface Patience {
  /** Until the answer's headers. */
  headers: number;
  /** Between two pieces of its body. */
  body: number;
}

/** Node's own fetch gives up after 300 s, and a large answer can take longer. Here the stage's time limit ends a call, by its signal. */
const endless: Patience = { headers: 0, body: 0 };

/** A fetch that waits this long. A server that is gone is noticed by TCP keep-alive, which undici starts after 60 s of silence. */
export function patientFetch({ headers, body } = endless): typeof fetch {
  const dispatcher = new Agent({ headersTimeout: headers, bodyTimeout: body });
  // The same API as Node's fetch from another implementation; their types name different classes.
  const ours = fetchBy as unknown as (input: unknown, init: unknown) => Promise<Response>;
  return (input, init) => ours(input, { ...init, dispatcher });
}

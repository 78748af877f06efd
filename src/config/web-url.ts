import { z } from 'zod';
import { isLoopback } from '../core/loopback.ts';

export const url = (protocols: RegExp, example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.test(text), `write a URL such as ${example}`);

const isPrivate = (text: string): boolean => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || isLoopback(hostname);
};

/** A web address to which secrets are sent, and which therefore has to be https or loopback. `why` is told to whoever writes another. */
export const secretUrl = (example: string, why: string) =>
  url(/^https?:/, example).refine(
    (text) => !URL.canParse(text) || isPrivate(text),
    `has to begin with https://: ${why}`,
  );

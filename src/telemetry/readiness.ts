import { setTimeout as sleep } from 'node:timers/promises';
import type { Check, CheckName, Readiness } from '../core/operation/readiness.ts';
import { sayError } from './say-error.ts';

/** Says why something is not as it should be; null if it is. A rejection counts as a reason. */
export type Look = () => Promise<string | null>;

/** Milliseconds that a check may take, so that a load balancer's request does not hang. */
const patience = 2_000;
/** Milliseconds for which an answer is reused. */
const freshFor = 1_000;

interface ReadinessParts {
  looks: Partial<Record<CheckName, Look>>;
  /** Checks that may fail without making the process unready; they are reported all the same. */
  optional: ReadonlySet<CheckName>;
  redact: (text: string) => string;
}

/** Makes all checks at the same time. Calls meanwhile, and soon after, get the same answer. */
export function readinessOf(parts: ReadinessParts): () => Promise<Readiness> {
  let last: { at: number; answer: Promise<Readiness> } | null = null;
  return () => {
    if (last === null || performance.now() - last.at > freshFor)
      last = { at: performance.now(), answer: lookAt(parts) };
    return last.answer;
  };
}

async function lookAt({ looks, optional, redact }: ReadinessParts): Promise<Readiness> {
  const entries = Object.entries(looks) as [CheckName, Look][];
  const checks = await Promise.all(
    entries.map(async ([check, look]): Promise<Check> => {
      const reason = await reasonOf(look);
      return { check, ok: reason === null, reason: reason && redact(reason) };
    }),
  );
  return { ready: checks.every(({ check, ok }) => ok || optional.has(check)), checks };
}

async function reasonOf(look: Look): Promise<string | null> {
  const over = new AbortController();
  const late = sleep(patience, `There was no answer within ${patience / 1000} s.`, { signal: over.signal, ref: false });
  late.catch(() => undefined);
  try {
    return await Promise.race([look(), late]);
  } catch (error) {
    return sayError(error).message;
  } finally {
    over.abort();
  }
}

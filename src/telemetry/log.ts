import pino, { type DestinationStream, type Logger } from 'pino';
import { current } from './context.ts';
import type { Redact } from './redact.ts';
import { sayError } from './say-error.ts';

/** One line of JSON each, with the request that it belongs to, without secrets; docs/guide/operate.md names the fields. */
export const createLog = (level: string, redact: Redact, to: DestinationStream = pino.destination(2)): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const doing = current();
        return doing === undefined ? {} : { request: doing.request };
      },
      serializers: { err: (error: unknown) => sayError(error) },
      hooks: { streamWrite: redact },
    },
    to,
  );

import pino, { type DestinationStream, type Logger } from 'pino';
import { current } from './context.ts';
import type { Redact } from './redact.ts';
import { sayError } from './say-error.ts';

/** The log: lines of JSON, with the id of the request in hand, and without secrets. docs/guide/operate.md lists the fields. */
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

import type { Logger } from 'pino';
import { createLog } from '../../src/telemetry/log.ts';

interface Line {
  level: string;
  msg: string;
  [field: string]: unknown;
}

/** A log, and the lines that an operator gets of it. */
export function listening(level = 'info'): { log: Logger; lines: Line[] } {
  const lines: Line[] = [];
  const write = (line: string): void => void lines.push(JSON.parse(line) as Line);
  return { log: createLog(level, (text) => text, { write }), lines };
}

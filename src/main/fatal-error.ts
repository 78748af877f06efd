import { secretsIn } from '../cli/show-config.ts';
import { readGiven } from '../config.ts';
import { createRedact } from '../telemetry/redact.ts';
import { sayError, type SaidError } from '../telemetry/say-error.ts';

/** What a code for operators looks like. docs/reference/errors.md lists them. */
const forOperators = /^[a-z]+(-[a-z]+)+$/;

/**
 * What is printed of an error that ends the program: no more than may be logged, and never a secret (S16). An error without a
 * code is a bug, so its stack is printed.
 */
export function describeFatal(error: unknown): string {
  const redact = createRedact(secretsIn(readGiven()));
  return redact(`${textOf(error)}\n`);
}

function textOf(error: unknown): string {
  const said = sayError(error);
  if (said.code === undefined) return [headOf(said), said.stack, ...causesOf(said)].join('\n');
  const isOurs = error instanceof Error && forOperators.test(said.code);
  return `${isOurs ? error.message : said.message}\n(${said.code})`;
}

const headOf = ({ type, message }: SaidError): string => `${type}: ${message}`;

const causesOf = ({ cause }: SaidError): string[] =>
  cause === undefined
    ? []
    : [`because of ${headOf(cause)}${cause.code === undefined ? '' : ` (${cause.code})`}`, ...causesOf(cause)];

import { secretsIn } from '../cli/show-config.ts';
import { readGiven } from '../config.ts';
import { createRedact } from '../telemetry/redact.ts';
import { sayError, type SaidError } from '../telemetry/say-error.ts';

/** A code that is written for the operator says who has to act, and what is wrong: docs/reference/errors.md has them all. */
const forOperators = /^[a-z]+(-[a-z]+)+$/;

/**
 * What is printed of an error that ends the program, with a line end: as little of it as a log may know, and never a secret
 * (S16). What has no code is a bug, and its stack is wanted.
 */
export function lastWords(error: unknown): string {
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

import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no letter looks like a digit. https://www.crockford.com/base32.html */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Characters: 50 bits, which can't be found with five guesses in ten minutes. */
const length = 10;

/** How long a code can be typed, and then be confirmed, in milliseconds. */
export const codeLife = 600_000;

export const newCode = (): string => Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join('');

/** The code as people read it: in two halves. */
export const writtenCode = (code: string): string => `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;

/** Reads a code as people type it: in upper or lower case, with or without the dash, with an O for a zero. */
export const readCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .slice(0, 100);

import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no letter looks like a digit. https://www.crockford.com/base32.html */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 50 bits: five guesses in ten minutes find none. */
const length = 10;

/** How long a code can be typed, and what was typed be confirmed, in milliseconds. */
export const codeLife = 600_000;

export const newCode = (): string => Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join('');

/** As people read it out. */
export const writtenCode = (code: string): string => `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;

/** As people type it: in any case, with or without the dash, an O for a zero. */
export const readCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .slice(0, 100);

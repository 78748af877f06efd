import { createHash, randomBytes } from 'node:crypto';

export const newSecret = (): string => randomBytes(32).toString('base64url');

/** The secrets have 256 bits of chance: a plain digest can't be guessed back. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

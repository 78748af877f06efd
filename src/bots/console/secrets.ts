import { createHash, randomBytes } from 'node:crypto';

export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Whether it can be one of ours: what can't is a guess, and the store is not asked about it. */
export const isSecret = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

/** The secrets have 256 bits of chance: a plain digest can't be guessed back. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

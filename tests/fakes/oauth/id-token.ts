import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

export type Claims = Record<string, unknown>;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export interface Signer {
  /** The public half, as a JWKS. */
  jwks: { keys: unknown[] };
  sign: (claims: Claims) => string;
}

function signWith(privateKey: KeyObject, kid: string, claims: Claims): string {
  const content = `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode(claims)}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url')}`;
}

/** A real key pair: what is signed with it can be verified, and nothing else can. */
export function createSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = 'key-1';
  const key = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
  return { jwks: { keys: [key] }, sign: (claims) => signWith(privateKey, kid, claims) };
}

/** What an attacker without the key can make. */
export const unsigned = (claims: Claims): string => `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`;

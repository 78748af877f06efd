import { toUSVString } from 'node:util';

/** Why a text can't be stored, shown and used exactly as the model gave it; null if it can. */
export function explainBroken(text: string): string | null {
  if (text.includes('\0')) return 'It holds a character of zero, which no text may.';
  return toUSVString(text) === text
    ? null
    : 'It holds half a character (a lone surrogate), which UTF-8 has no bytes for.';
}

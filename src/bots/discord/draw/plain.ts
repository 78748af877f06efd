import { cap, visible } from '../../../core/cards/agent-text.ts';

/** Where Discord reads no markdown: labels, titles, options. It refuses an empty one. */
export function plain(text: string, limit: number): string {
  const shown = plainly(text);
  return cap(shown === '' ? '–' : shown, limit).text;
}

export const plainly = (text: string): string => visible(text).replace(/\s+/g, ' ').trim();

import { cap, visible } from '../../../core/cards/agent-text.ts';

/** For labels, titles and options, in which Discord reads no markdown. It refuses empty ones. */
export function plain(text: string, limit: number): string {
  const shown = plainly(text);
  return cap(shown === '' ? '–' : shown, limit).text;
}

export const plainly = (text: string): string => visible(text).replace(/\s+/g, ' ').trim();

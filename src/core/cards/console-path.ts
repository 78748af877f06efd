import type { CardSubject } from '../effect.ts';
import { parseForm } from './token.ts';
import type { Link } from './card.ts';

/** Whether a text is the path of a page of ours, and not the address of anything else that a browser would follow. */
export const isPath = (path: string): boolean => /^\/(?![/\\])[\w./?=&#%~-]{0,200}$/.test(path);

/** PUBLIC_URL without a slash at its end. */
export const baseOf = (publicUrl: URL | null): string => publicUrl?.href.replace(/\/+$/, '') ?? '';

/** A link in words, for when PUBLIC_URL is unknown: people find the page in the console by its path. */
export const linkInWords = ({ text, path }: Link): string =>
  [text, ...(path === '/' ? [] : [`(console page ${path})`])].join(' ').trim();

/** The console's page of what a card is about. */
export function pathOfSubject({ kind, id }: CardSubject): string {
  switch (kind) {
    case 'run':
      return `/runs/${id}`;
    case 'ask':
      return `/asks/${id}`;
    case 'message':
      return '/';
    case 'reminder':
      return '/inbox';
  }
}

/** The console's page with the same form. */
export function pathOfForm(token: string): string {
  const form = parseForm(token);
  if (form === null) return '/';
  switch (form.form) {
    case 'run':
    case 'pipeline':
    case 'relay':
      return '/';
    case 'answer':
      return `/asks/${form.askId}`;
    case 'message':
    case 'edit':
    case 'resume':
    case 'rollback':
    case 'mode':
      return `/runs/${form.runId}`;
  }
}

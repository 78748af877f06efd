import type { FC } from 'hono/jsx';
import { words } from '../../words.ts';

interface PagerProps {
  /** The page's own path, and what its list is filtered by; empty values are left out. */
  path: string;
  query: Readonly<Record<string, string>>;
  /** The cursor that this page began behind; null for the first. */
  after: string | null;
  /** Asks for what comes behind; null at the end. */
  next: string | null;
  /** What is behind the next link: older things, unless the list says otherwise. */
  label?: string;
  /** Where the list begins: at the newest, unless it says otherwise. */
  start?: string;
}

/** Of a page with its query; empty values are left out. */
export const addressOf = (path: string, query: Readonly<Record<string, string>>): string => {
  const kept = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return kept === '' ? path : `${path}?${kept}`;
};

/** Forward by cursor, and back to the start: the browser's own way back does the rest. */
export const Pager: FC<PagerProps> = ({ path, query, after, next, label = words.older, start = words.toStart }) =>
  after === null && next === null ? null : (
    <nav class="pager" aria-label={words.pagesOfList}>
      {after === null ? null : (
        <a class="button" href={addressOf(path, query)}>
          {start}
        </a>
      )}
      {next === null ? null : (
        <a class="button" rel="next" href={addressOf(path, { ...query, after: next })}>
          {label}
        </a>
      )}
    </nav>
  );

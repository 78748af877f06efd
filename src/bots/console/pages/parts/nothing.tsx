import type { Child, FC } from 'hono/jsx';

/** Stands where a list would, when there is nothing to list: why, and what one can do. */
export const Nothing: FC<{ title: string; children?: Child }> = ({ title, children }) => (
  <div class="nothing">
    <h2>{title}</h2>
    {children}
  </div>
);

/** Of a list that may be filtered: then one press shows all of it. */
export const NothingFound: FC<{
  path: string;
  isFiltered: boolean;
  words: Record<'emptyTitle' | 'emptyFiltered' | 'emptyText' | 'showAll', string>;
}> = ({ path, isFiltered, words }) => (
  <Nothing title={words.emptyTitle}>
    <p>{isFiltered ? words.emptyFiltered : words.emptyText}</p>
    {isFiltered ? (
      <p>
        <a href={path}>{words.showAll}</a>
      </p>
    ) : null}
  </Nothing>
);

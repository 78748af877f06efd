import type { Child, FC } from 'hono/jsx';

/** Stands where a list would, when there is nothing to list: why, and what one can do. */
export const Nothing: FC<{ title: string; children?: Child }> = ({ title, children }) => (
  <div class="nothing">
    <h2>{title}</h2>
    {children}
  </div>
);

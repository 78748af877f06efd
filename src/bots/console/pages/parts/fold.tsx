import type { Child, FC } from 'hono/jsx';

interface FoldProps {
  /** Unique on the page: the script keeps it open or shut under this name. */
  name: string;
  title: string;
  /** How much there is, or what matters of it, beside the title. */
  gist: string;
  open?: boolean;
  level?: 2 | 3;
  children?: Child;
}

/** A part that is read now and then: its title tells whether to open it. */
export const Fold: FC<FoldProps> = ({ name, title, gist, open = false, level = 2, children }) => (
  <details class="fold" data-fold={name} open={open}>
    <summary data-key={`fold-${name}`}>
      {level === 2 ? <h2>{title}</h2> : <h3>{title}</h3>} <span class="gist">{gist}</span>
    </summary>
    <div class="folded">{children}</div>
  </details>
);

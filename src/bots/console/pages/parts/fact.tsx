import type { Child, FC } from 'hono/jsx';

interface FactProps {
  label: string;
  /** Its value is a sentence or more. */
  wide?: boolean;
  children?: Child;
}

/** One line of a list of facts. */
export const Fact: FC<FactProps> = ({ label, wide = false, children }) => (
  <div class={wide ? 'wide' : undefined}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

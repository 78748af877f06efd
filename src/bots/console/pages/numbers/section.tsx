import type { Child, FC } from 'hono/jsx';

interface SectionProps {
  id: string;
  title: string;
  note: string;
  /** What will stand here, while there is nothing; null where there is something. */
  empty: string | null;
  children?: Child;
}

/** One question, and its answer as a chart and a table. */
export const Section: FC<SectionProps> = ({ id, title, note, empty, children }) => (
  <section class="numbers" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {empty === null ? (
      <>
        <p class="note">{note}</p>
        {children}
      </>
    ) : (
      <p class="note empty">{empty}</p>
    )}
  </section>
);

interface TableProps {
  label: string;
  head: readonly Child[];
  /** So many columns at the end hold numbers. */
  numbers: number;
  children?: Child;
}

/** Scrolls in its own frame, which the keyboard reaches. */
export const Table: FC<TableProps> = ({ label, head, numbers, children }) => (
  <div class="table" tabindex={0} role="group" aria-label={label}>
    <table>
      <thead>
        <tr>
          {head.map((cell, index) => (
            <th scope="col" class={index >= head.length - numbers ? 'number' : undefined}>
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

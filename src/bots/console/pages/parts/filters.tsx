import type { Child, FC } from 'hono/jsx';
import { visible } from '../../../../core/cards/agent-text.ts';

export interface Filter {
  name: string;
  label: string;
  /** As the address has it; '' is all. */
  value: string;
  /** What all of them are called. */
  all: string;
  options: readonly { value: string; label: string }[];
}

interface FiltersProps {
  path: string;
  fields: readonly Filter[];
  submit: string;
  /** Fields of another kind, before the others. */
  children?: Child;
}

/** What a list is narrowed by: a form that leads to another address of the same page. What offers no choice is not asked. */
export const Filters: FC<FiltersProps> = ({ path, fields, submit, children }) => {
  const asked = fields.filter(({ options, value }) => options.length > 1 || value !== '');
  if (asked.length === 0 && !children) return null;
  return (
    <form method="get" action={path} class="filters">
      {children}
      {asked.map(({ name, label, value, all, options }) => (
        <div>
          <label for={`filter-${name}`}>{label}</label>
          <select id={`filter-${name}`} name={name}>
            <option value="">{all}</option>
            {options.map((option) => (
              <option value={option.value} selected={option.value === value}>
                {visible(option.label)}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button>{submit}</button>
    </form>
  );
};

import { projects } from './projects.ts';

/**
 * A query for each distinct value of a key in each project of `$1`. It asks an index on (project_id, key) for the next value behind the last, again and
 * again, so that the cost depends on the number of values, not of rows.
 */
export function distinct(table: string, key: string): string {
  const next = (of: string, behind: string): string =>
    `(select ${key} from ${table} where project_id = ${of} ${behind} order by ${key} limit 1)`;
  return `
    with recursive step (project_id, id) as (
      select project.id, ${next('project.id', '')} from ${projects}
      union all
      select project_id, ${next('step.project_id', `and ${key} > step.id`)} from step where id is not null
    ) select project_id, id from step where id is not null`;
}

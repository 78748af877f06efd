/** The parameter `$1`: each project once, since the items of a project that is named twice would appear twice. */
export const each = (projectIds: readonly string[]): string => JSON.stringify([...new Set(projectIds)]);

/** `$1` as rows. Each project is queried by itself, so that an index can return the first few items in order. */
export const projects = 'json_array_elements_text($1::text::json) as project(id)';

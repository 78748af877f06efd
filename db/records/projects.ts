/** Each named once: an item of a project that is named twice would come twice. */
export const each = (projectIds: readonly string[]): string => JSON.stringify([...new Set(projectIds)]);

/** `$1` as rows: what is asked is asked of each project by itself, so that an index hands out the first few in order. */
export const projects = 'json_array_elements_text($1::text::json) as project(id)';

import path from 'node:path';
import type { Assignment } from '../core/stage/executor.ts';

/** How a project file calls the run's own folder, at the beginning of a `directory`. */
const ours = /^\{workspace\}(?=\/|$)/;

/** The run's own folder. It is there once a stage has made it. */
export const workspaceOf = ({ runId }: Pick<Assignment, 'runId'>, workspaces: string): string =>
  path.join(workspaces, runId);

/** Where a stage works. Whatever does not begin with the run's own folder starts at the project file's. */
export function directoryOf(
  { runId, definition }: Pick<Assignment, 'runId' | 'definition'>,
  directory: string,
  workspaces: string,
): string {
  const [found] = ours.exec(directory) ?? [];
  if (found === undefined) return path.resolve(definition.folder, directory);
  return path.join(workspaceOf({ runId }, workspaces), directory.slice(found.length));
}

import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Assignment } from '../core/stage/executor.ts';

/** How a project file calls the run's own folder, at the beginning of a `directory`. */
const ours = /^\{workspace\}(?=\/|$)/;

/** The run's own folder. It is there once a stage has made it. */
export const workspaceOf = ({ runId }: Pick<Assignment, 'runId'>, workspaces: string): string =>
  path.join(workspaces, runId);

export const isWithin = (folder: string, at: string): boolean =>
  at === folder || at.startsWith(path.join(folder, path.sep));

type Placed = Pick<Assignment, 'runId' | 'definition'> & { stage: { id: string; directory: string } };

/** Where a stage works, or why it can't. Whatever does not begin with the run's own folder starts at the project file's. */
export async function findDirectory(
  { runId, definition, stage }: Placed,
  workspaces: string,
): Promise<{ directory: string } | { problem: string }> {
  const own = workspaceOf({ runId }, workspaces);
  const [found] = ours.exec(stage.directory) ?? [];
  const directory =
    found === undefined
      ? path.resolve(definition.folder, stage.directory)
      : path.join(own, stage.directory.slice(found.length));
  const there = await stat(directory).catch(() => null);
  if (!there?.isDirectory()) return { problem: notThere(stage.id, directory, there !== null) };
  const leadsOut = isWithin(own, directory) && !isWithin(await realpath(own), await realpath(directory));
  return leadsOut ? { problem: byLink(stage.id, directory) } : { directory };
}

const notThere = (stage: string, directory: string, isSomething: boolean): string =>
  `The directory of stage "${stage}" ${isSomething ? 'is not a folder' : 'does not exist'}: ${directory}. Create it, or correct \`directory\` in the project file: it starts at that file's folder, or is the run's own ("{workspace}") once a stage has made that.`;

/** What is in there came from elsewhere, or was made by an agent: neither is to choose where a stage works. */
const byLink = (stage: string, directory: string): string =>
  `The directory of stage "${stage}" is a link that leads out of the run's own folder: ${directory}. Look at what put it there, or correct \`directory\` in the project file.`;

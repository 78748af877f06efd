import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ProjectRecord } from '../core/ports.ts';
import type { Fault } from './fault.ts';
import { readProject } from './read.ts';

/** Reads a project file from disk. Never throws for a file that can't be opened: that is a fault like others. */
export async function loadProject(file: string): Promise<ProjectRecord | { faults: Fault[] }> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const where = 'the file';
    return { faults: [{ file, line: 1, column: 1, where, message: unopened(error as NodeJS.ErrnoException) }] };
  }
  const read = readProject(text, file);
  return 'faults' in read ? read : { project: read.project, folder: path.dirname(path.resolve(file)) };
}

function unopened(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return 'there is no such file; --project takes the path of a project.yaml.';
    case 'EISDIR':
      return 'this is a folder; name the file in it, as in --project folder/project.yaml.';
    default:
      return `the file can't be read: ${error.message}.`;
  }
}

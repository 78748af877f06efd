import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A temporary folder for one command, readable by its user only. Its input artifacts are files in `inputs`. */
export interface CommandFolder {
  root: string;
  inputs: string;
  remove(): Promise<void>;
}

export async function makeFolder(temporary: string, inputs: Record<string, string>): Promise<CommandFolder> {
  const root = await mkdtemp(path.join(temporary, 'wheelhouse-'));
  const folder = path.join(root, 'inputs');
  await mkdir(folder);
  for (const [name, text] of Object.entries(inputs)) await writeFile(path.join(folder, path.basename(name)), text);
  return { root, inputs: folder, remove: () => rm(root, { recursive: true, force: true }) };
}

import { readlink } from 'node:fs/promises';
import { z } from 'zod';
import { walk, type Entry, type Opened } from '../workspace/walk.ts';
import { findFolder, type Place, type Workspace } from '../workspace/workspace.ts';
import { count, fit, inLine } from './fit.ts';
import { callAt, lookAt } from './looking.ts';
import type { Tool } from './tool.ts';

const most = 500;

const input = z.object({
  path: z.string().max(1000).default('.').describe('A folder. Without it: the whole workspace.'),
});

const description = `Lists the files and folders in a folder and below it, the nearest first, at most ${most}. Paths start at the workspace's folder. Git's own folder (.git) and installed packages (node_modules) are not opened; to see a package, name its folder.`;

export const listTool = (workspace: Workspace): Tool<z.infer<typeof input>> => ({
  name: 'list',
  description,
  input,
  repeatable: () => true,
  call: ({ path }) => callAt(workspace, path, 'list', (name) => name),
  run: ({ path }, { signal }) => lookAt(findFolder(workspace, path), (folder) => list(folder, signal)),
});

async function list(folder: Place, signal: AbortSignal): Promise<string> {
  const entries: Entry[] = [];
  const seen = new Map<string, Opened>();
  for await (const opened of walk(folder, signal)) {
    entries.push(...opened.entries);
    seen.set(opened.name, opened);
    if (entries.length >= most) break;
  }
  const lines = await Promise.all(entries.slice(0, most).map((it) => lineOf(it, seen)));
  const shown = fit(lines);
  const head =
    shown.length < entries.length
      ? `the first ${count(shown.length, 'entry', 'entries')}, and there are more: list a folder of it`
      : count(shown.length, 'entry', 'entries');
  return [`${inLine(folder.name)}: ${head}${noteOf(seen.get(folder.name))}`, '', ...shown.sort()].join('\n');
}

async function lineOf(entry: Entry, seen: ReadonlyMap<string, Opened>): Promise<string> {
  const name = inLine(entry.name);
  switch (entry.kind) {
    case 'file':
      return name;
    case 'folder':
      return `${name}/${seen.has(entry.name) ? noteOf(seen.get(entry.name)) : ' (not opened here)'}`;
    case 'left_out':
      return `${name}/ (left out)`;
    case 'link':
      return `${name} (a link to ${inLine(await readlink(entry.at).catch(() => 'nowhere'))})`;
    case 'other':
      return `${name} (a pipe, a socket or a device)`;
  }
}

function noteOf(opened: Opened | undefined): string {
  if (opened?.closed) return ' (could not be opened)';
  return opened?.more ? ` (only ${count(opened.entries.length, 'entry', 'entries')} of it were read)` : '';
}
